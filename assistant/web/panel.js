// Markers in the answers lead to their sources and back; an answer is copied; the server is asked for a whole article.
const plainClick = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
const named = (node) => {
  const link = node.closest && node.closest('a[href*="#cit-"], a[href*="#near-"], a[href*="#copy-"], a[href*="#from-"]');
  return link ? { link, name: link.getAttribute("href").split("#")[1] } : null;
};
const turnOf = (name) => Number(name.split("-")[1]);
// What waits for the server to send the sources of an older turn.
let waiting = null;

const show = (name, focus) => {
  const quoted = document.getElementById(name);
  if (!quoted) {
    if (!focus) return;
    waiting = () => show(name, focus);
    trigger("click", { turn: turnOf(name) });
    return;
  }
  element.querySelectorAll(".chosen").forEach((node) => node.classList.remove("chosen"));
  quoted.classList.add("chosen");
  quoted.closest(".source").classList.add("chosen");
  quoted.closest(".turn").classList.add("chosen");
  element.querySelector(".panel").classList.add("choosing");
  quoted.scrollIntoView({ block: "nearest", behavior: "instant" });
  if (focus) quoted.focus({ preventScroll: window.innerWidth > 900 });
};

// The marker that a source stands for.
const back = (name) => {
  const marker = document.querySelector(`#chat a[href$="#${name.replace("from-", "cit-")}"]`);
  if (!marker) return;
  marker.scrollIntoView({ block: "nearest", behavior: "instant" });
  marker.focus();
};

const put = async (text, html) => {
  try {
    const kinds = { "text/plain": new Blob([text], { type: "text/plain" }) };
    if (html) kinds["text/html"] = new Blob([html], { type: "text/html" });
    await navigator.clipboard.write([new ClipboardItem(kinds)]);
  } catch {
    const fill = (event) => {
      event.clipboardData.setData("text/plain", text);
      if (html) event.clipboardData.setData("text/html", html);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    document.addEventListener("copy", fill, { capture: true, once: true });
    document.execCommand("copy");
    document.removeEventListener("copy", fill, true);
  }
};
const tell = (node, words) => {
  if (node.dataset.label) return;
  node.dataset.label = node.textContent;
  node.textContent = words;
  setTimeout(() => {
    node.textContent = node.dataset.label;
    delete node.dataset.label;
  }, 2000);
};
const copy = (link, name) => {
  const turn = document.getElementById(`turn-${turnOf(name)}`);
  if (!turn) {
    waiting = () => copy(link, name);
    trigger("click", { turn: turnOf(name) });
    return;
  }
  const { copied } = JSON.parse(element.querySelector(".panel").dataset.labels);
  put(turn.dataset.markdown, turn.dataset.html).then(() => tell(link, copied));
};

document.addEventListener("click", (event) => {
  const found = named(event.target);
  if (!found || !plainClick(event)) return;
  event.preventDefault();
  if (found.name.startsWith("near-")) trigger("click", { open: found.name });
  else if (found.name.startsWith("copy-")) copy(found.link, found.name);
  else if (found.name.startsWith("from-")) back(found.name);
  else show(found.name, true);
}, true);
// The link to an article from its dialog.
document.addEventListener("click", (event) => {
  const button = event.target.closest && event.target.closest("button.share");
  if (!button) return;
  put(new URL(button.dataset.link, location.origin + location.pathname).href).then(() => tell(button, button.dataset.done));
});
for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const found = named(event.target);
    if (found && found.name.startsWith("cit-") && window.innerWidth > 900) show(found.name, false);
  });
}
element.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (!opener || !plainClick(event)) return;
  event.preventDefault();
  const chosen = opener.classList.contains("open") && opener.closest(".source").querySelector(".quoted.chosen");
  trigger("click", { open: chosen ? chosen.id : opener.dataset.open });
});
watch("value", () => {
  const panel = element.querySelector(".panel");
  if (!panel || !panel.dataset.chosen) return;
  panel.classList.add("choosing");
  const turn = document.getElementById(`turn-${panel.dataset.chosen}`);
  if (turn) turn.classList.add("chosen");
  const then = waiting;
  waiting = null;
  if (then && turn) then();
});
