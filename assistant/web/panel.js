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

// What the page's parts say to a screen reader, in the page's language.
const speak = () => {
  const panel = element.querySelector(".panel");
  if (!panel) return;
  document.documentElement.lang = panel.dataset.language;
  const label = (selector, words) =>
    document.querySelectorAll(selector).forEach((node) => node.getAttribute("aria-label") !== words && node.setAttribute("aria-label", words));
  label('#chat [role="log"]', panel.dataset.conversation);
  label('#question [data-testid="submit-button"], #question .submit-button', panel.dataset.send);
  label("#question .stop-button", panel.dataset.stop);
  document.querySelectorAll('#chat [data-testid="bot"][aria-label], #chat [data-testid="user"][aria-label]').forEach((node) =>
    node.removeAttribute("aria-label"));
};
watch("value", speak);
new MutationObserver(speak).observe(document.body, { childList: true, subtree: true });
speak();
