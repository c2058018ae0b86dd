// A new article opens in its dialog, scrolled to the quote.
const open = () => {
  const dialog = element.querySelector("dialog");
  if (!dialog || dialog.open) return;
  dialog.showModal();
  const quote = dialog.querySelector("mark");
  if (quote) quote.scrollIntoView({ block: "center", behavior: "instant" });
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => (props.value = ""));
};
watch("value", open);
