// Conversations in this browser's own storage: kept turn by turn, listed, brought back; links ?q= and ?article= followed.
const told = (name) => {
  const node = element.querySelector(".kept");
  return node ? JSON.parse(node.dataset[name]) : null;
};
const who = (document.cookie.match(/(?:^|; )assistant-who=(\w+)/) || ["", ""])[1];
const prefix = `assistant:${location.pathname}:${who}:`;
const read = (store, name) => {
  try {
    return JSON.parse(store.getItem(prefix + name));
  } catch {
    return null;
  }
};
const write = (store, name, value) => {
  try {
    if (value === null) store.removeItem(prefix + name);
    else store.setItem(prefix + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
};
const list = () => read(localStorage, "list") || [];
const recordsOf = (id) => (read(localStorage, `turns:${id}`) || []).filter(Boolean);

// Turns that this tab has shown. What another tab added to the same conversation is set aside as one of its own, never lost.
const seen = new Set();
const setAside = (conversation, stored) => {
  const id = `${conversation}-${Date.now()}`;
  const { name } = list().find((each) => each.id === conversation) || { name: stored[0].question };
  if (write(localStorage, `turns:${id}`, stored)) write(localStorage, "list", [...list(), { id, name, changed: Date.now() }]);
  stored.forEach((each) => each && seen.add(each.id));
};

// The last turn that the server told of, at its place; what was asked again or edited takes the place of what was there.
const keep = ({ conversation, at, record }) => {
  const place = at + (before[conversation] || 0);
  const stored = read(localStorage, `turns:${conversation}`) || [];
  const records = stored.slice(0, place);
  write(sessionStorage, "current", conversation);
  const there = stored[place];
  const gist = ({ id, answer, problem, suggestions }) => JSON.stringify([id, Boolean(answer), problem, suggestions.length]);
  if (there && gist(there) === gist(record)) return;
  if (stored.slice(place).some((each) => each && !seen.has(each.id))) setAside(conversation, stored);
  seen.add(record.id);
  records[place] = record;
  const known = list();
  const entered = known.find((each) => each.id === conversation);
  const name = entered ? entered.name : record.question.slice(0, 80);
  const entry = { id: conversation, name, changed: Date.now() };
  const kept =
    write(localStorage, `turns:${conversation}`, records) &&
    write(localStorage, "list", [entry, ...known.filter((each) => each.id !== conversation)]);
  if (!kept) say(told("labels").storage_full);
  const draft = read(sessionStorage, "draft");
  if (draft && draft.trim() === record.question.trim()) write(sessionStorage, "draft", null);
};
const say = (words) => {
  const line = Object.assign(document.createElement("p"), { className: "problem", textContent: words });
  line.setAttribute("role", "alert");
  document.querySelector("#told .prose, #told").replaceChildren(line);
};
// As many of the newest turns as the server takes at once; how many came before them is added to the places it tells.
const mostBytes = 900000;
const before = {};
const newest = (id) => {
  const records = recordsOf(id);
  let [from, bytes] = [records.length, 0];
  while (from > 0) {
    bytes += new Blob([JSON.stringify(records[from - 1])]).size + 1;
    if (bytes > mostBytes) break;
    from -= 1;
  }
  return { records: records.slice(from), from };
};
const bring = (id) => {
  const { records, from } = newest(id);
  before[id] = from;
  recordsOf(id).forEach((each) => seen.add(each.id));
  if (from) say(told("labels").conversation_long);
  if (records.length) trigger("click", { conversation: id, records });
  return records.length > 0;
};
const begin = () => {
  write(sessionStorage, "current", null);
  trigger("click", { conversation: "", records: [] });
};

// What is typed is there again after the page was loaded anew.
const box = () => document.querySelector("#question textarea");
document.addEventListener("input", (event) => {
  if (event.target === box()) write(sessionStorage, "draft", event.target.value || null);
});
const refill = () => {
  const draft = read(sessionStorage, "draft");
  if (!draft || !box() || box().value) return;
  box().value = draft;
  box().dispatchEvent(new Event("input", { bubbles: true }));
};

const follow = () => {
  const wanted = new URLSearchParams(location.search);
  const [question, article] = [wanted.get("q"), wanted.get("article")];
  if (question || article) history.replaceState(null, "", location.pathname);
  if (question) trigger("submit", { ask: question });
  if (article) trigger("select", { article, at: wanted.get("at") || "" });
};

const make = (tag, words, more = {}) => Object.assign(document.createElement(tag), { textContent: words, ...more });
const action = (words, name, run) => {
  const button = make("button", words, { type: "button", onclick: run });
  if (name) button.setAttribute("aria-label", `${words}: ${name}`);
  return button;
};
const showPast = () => {
  const labels = told("labels");
  const dialog = make("dialog", "", { className: "past" });
  dialog.lang = document.documentElement.lang;
  dialog.setAttribute("aria-labelledby", "past-title");
  const fill = () => {
    const close = make("button", "✕", { type: "button", className: "close", title: labels.close, onclick: () => dialog.close() });
    close.setAttribute("aria-label", labels.close);
    const rows = make("ul", "");
    for (const { id, name, changed } of list()) {
      const row = make("li", "");
      const open = () => bring(id) && dialog.close();
      const rename = () => {
        const other = prompt(labels.conversation_name, name);
        if (other && other.trim()) {
          write(localStorage, "list", list().map((each) => (each.id === id ? { ...each, name: other.trim().slice(0, 80) } : each)));
        }
        fill();
      };
      const remove = () => {
        if (!confirm(labels.conversation_sure)) return;
        write(localStorage, `turns:${id}`, null);
        write(localStorage, "list", list().filter((each) => each.id !== id));
        if (read(sessionStorage, "current") === id) begin();
        fill();
      };
      const save = (kind) => () => trigger("click", { conversation: id, records: newest(id).records, name, export: kind });
      const acts = make("p", "", { className: "actions" });
      acts.append(
        action(labels.conversation_rename, name, rename),
        action(labels.export_markdown, name, save("md")),
        action(labels.export_html, name, save("html")),
        action(labels.conversation_remove, name, remove));
      const when = make("span", new Date(changed).toLocaleDateString(`${dialog.lang}-IN`, { day: "numeric", month: "long", year: "numeric" }));
      when.className = "meta";
      row.append(Object.assign(action(name, "", open), { className: "open", dir: "auto" }), when, acts);
      rows.append(row);
    }
    const none = make("p", labels.conversations_none, { className: "empty" });
    dialog.replaceChildren(make("h2", labels.conversations, { id: "past-title" }), close,
      make("p", labels.conversations_kept, { className: "meta" }), rows.children.length ? rows : none);
  };
  fill();
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    if (history.state && history.state.past) history.back();
    dialog.remove();
  });
  window.addEventListener("popstate", () => dialog.open && dialog.close(), { once: true });
  document.querySelector(".gradio-container").append(dialog);
  dialog.showModal();
  history.pushState({ past: true }, "");
};
element.addEventListener("click", (event) => {
  if (event.target.closest("button.past")) showPast();
  if (event.target.closest("button.new")) begin();
});

const download = ({ file, kind, name }) => {
  const type = kind === "md" ? "text/markdown" : "text/html";
  const address = URL.createObjectURL(new Blob([file], { type: `${type};charset=utf-8` }));
  make("a", "", { href: address, download: `${name.replace(/[\\/:*?"<>|]/g, " ").slice(0, 60)}.${kind}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

let [started, following, had] = [false, false, false];
const hear = () => {
  if (!element.querySelector(".kept")) return;
  const [last, more] = [told("last"), told("more")];
  if (more.file) return download(more);
  if (last) keep(last);
  else if (had) write(sessionStorage, "current", null);
  had = Boolean(last);
  if (!started) {
    started = true;
    refill();
    const current = read(sessionStorage, "current");
    if (current && bring(current)) return;
  }
  if (!following) {
    following = true;
    follow();
  }
};
watch("value", hear);
hear();
