// Gradio's own parts in the page's language, who speaks, and a new question in view.
const own = {
  retry: ["Retry", "पुनः प्रयास करें"],
  edit: ["Edit", "संपादित करें"],
  clear: ["Clear", "Clear chat", "चैट साफ़ करें"],
  like: ["Like", "पसंद"],
  dislike: ["Dislike", "नापसंद"],
  send: ["Submit", "भेजें"],
  cancel: ["Cancel", "रद्द करें"],
};
const all = (selector) => document.querySelectorAll(selector);
const nameOf = (words) => Object.keys(own).find((name) => own[name].includes(words));
const say = (node, words, title) => {
  if (words && node.getAttribute("aria-label") !== words) node.setAttribute("aria-label", words);
  if (words && title && node.title !== words) node.title = words;
};
const speak = () => {
  const panel = document.querySelector("#sources .panel");
  if (!panel) return;
  const labels = JSON.parse(panel.dataset.labels);
  document.documentElement.lang = panel.dataset.language;
  if (document.title !== labels.title) document.title = labels.title;
  all('#chat [role="log"]').forEach((node) => say(node, labels.conversation));
  all("#question .submit-button").forEach((node) => say(node, labels.send));
  all("#question .stop-button").forEach((node) => say(node, labels.stop));
  all("button.calendar").forEach((node) => say(node, labels.calendar, true));
  all("#chat button[title]").forEach((node) => {
    node.dataset.name = node.dataset.name || nameOf(node.title) || "";
    say(node, labels[node.dataset.name], true);
  });
  for (const [who, words] of [["user", labels.you], ["bot", labels.answer]]) {
    all(`#chat .message [data-testid="${who}"], #chat [data-testid="${who}"]`).forEach((node) => {
      if (node.getAttribute("role") !== "group") node.setAttribute("role", "group");
      say(node, words);
    });
  }
  all('#chat .examples[role="list"]').forEach((node) => node.removeAttribute("role"));
};

// The question stays at the top while its answer comes in below it, unless the visitor scrolls.
let asked = 0;
let following = false;
const follow = () => {
  const rows = all("#chat .message.user");
  const scroller = document.querySelector("#chat .bubble-wrap");
  if (rows.length > asked && document.querySelector("#question .stop-button")) {
    following = true;
    document.querySelector("#chat").scrollIntoView({ block: "nearest", behavior: "instant" });
  }
  asked = rows.length;
  if (!following || !scroller || !rows.length) return;
  const row = rows[rows.length - 1];
  scroller.scrollTop += row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 12;
};
for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
  document.addEventListener(kind, (event) => {
    if (event.target.closest && event.target.closest("#chat")) following = false;
  }, { passive: true });
}

// The second of two quick clicks on a question that is offered would ask again.
document.addEventListener("click", (event) => {
  if (event.detail > 1 && event.target.closest && event.target.closest("#chat .example, #chat .option")) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);
// What was chosen holds for the first paint of the next visit.
document.addEventListener("change", (event) => {
  const choice = event.target.closest && event.target.closest("#language input");
  if (choice) document.cookie = `assistant-language=${choice.value}; path=/; max-age=31536000; samesite=lax`;
});

let due = false;
const look = () => {
  if (due) return;
  due = true;
  requestAnimationFrame(() => {
    due = false;
    speak();
    follow();
  });
};
watch("value", look);
new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
speak();
