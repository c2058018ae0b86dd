// Markers in the answers open their source; buttons copy an answer, or ask the server for a whole article.
const byMarker = (node) => {
  const link = node.closest && node.closest('a[href*="#cit-"], a[href*="#near-"]');
  return link ? link.getAttribute("href").split("#")[1] : null;
};

const show = (name, focus) => {
  const source = document.getElementById(name);
  if (!source) return;
  element.querySelectorAll(".chosen").forEach((node) => node.classList.remove("chosen"));
  source.classList.add("chosen");
  source.closest(".turn").classList.add("chosen");
  const panel = element.querySelector(".panel");
  panel.classList.add("choosing");
  source.scrollIntoView({ block: "nearest", behavior: "instant" });
  if (focus) source.focus({ preventScroll: window.innerWidth > 900 });
};

const copy = async (button) => {
  try {
    await navigator.clipboard.writeText(button.dataset.markdown);
  } catch {
    const area = document.createElement("textarea");
    area.value = button.dataset.markdown;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  const label = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => (button.textContent = label), 2000);
};

document.addEventListener("click", (event) => {
  const name = byMarker(event.target);
  if (!name) return;
  event.preventDefault();
  if (name.startsWith("near-")) trigger("click", { open: name });
  else show(name, true);
}, true);
for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const name = byMarker(event.target);
    if (name && name.startsWith("cit-") && window.innerWidth > 900) show(name, false);
  });
}
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.classList.contains("copy")) copy(button);
  else if (button.dataset.open) trigger("click", { open: button.dataset.open });
});

// What Gradio's own parts say to a screen reader and in their titles, in the page's language.
const own = {
  retry: ["Retry", "पुनः प्रयास करें"],
  edit: ["Edit", "संपादित करें"],
  clear: ["Clear", "Clear chat", "चैट साफ़ करें"],
  like: ["Like", "पसंद"],
  dislike: ["Dislike", "नापसंद"],
  send: ["Submit", "भेजें"],
  cancel: ["Cancel", "रद्द करें"],
};
const nameOf = (words) => Object.keys(own).find((name) => own[name].includes(words));
const say = (node, words, title) => {
  if (words && node.getAttribute("aria-label") !== words) node.setAttribute("aria-label", words);
  if (words && title && node.title !== words) node.title = words;
};
const speak = () => {
  const panel = element.querySelector(".panel");
  if (!panel) return;
  document.documentElement.lang = panel.dataset.language;
  const labels = JSON.parse(panel.dataset.labels);
  const all = (selector) => document.querySelectorAll(selector);
  all('#chat [role="log"]').forEach((node) => say(node, labels.conversation));
  all("#question .submit-button").forEach((node) => say(node, labels.send));
  all("#question .stop-button").forEach((node) => say(node, labels.stop));
  all("button.calendar").forEach((node) => say(node, labels.calendar));
  all("#chat button[title]").forEach((node) => {
    node.dataset.name = node.dataset.name || nameOf(node.title) || "";
    say(node, labels[node.dataset.name], true);
  });
  all('#chat [data-testid="bot"][aria-label], #chat [data-testid="user"][aria-label]').forEach((node) =>
    node.removeAttribute("aria-label"));
  all('#chat .examples[role="list"]').forEach((node) => node.removeAttribute("role"));
};
watch("value", speak);
new MutationObserver(speak).observe(document.body, { childList: true, subtree: true });
speak();
