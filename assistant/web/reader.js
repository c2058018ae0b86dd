// A new article opens in its dialog, scrolled to the quote; Back closes it.
const current = () => element.querySelector("dialog");
const open = () => {
  const dialog = current();
  if (!dialog || dialog.open) return;
  dialog.showModal();
  history.pushState({ reader: true }, "");
  const quote = dialog.querySelector("mark");
  if (quote) quote.scrollIntoView({ block: "center", behavior: "instant" });
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  dialog.querySelector(".only").addEventListener("click", (event) => {
    trigger("click", { only: event.currentTarget.dataset.only });
    dialog.close();
    document.querySelector("#question textarea").focus();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    if (history.state && history.state.reader) history.back();
    props.value = "";
  });
};
window.addEventListener("popstate", () => {
  const dialog = current();
  if (dialog && dialog.open) dialog.close();
});
watch("value", open);
