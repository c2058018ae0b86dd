// A title opens its article; a button removes one, once the visitor is sure.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.article) trigger("click", { article: button.dataset.article });
  else if (button.dataset.remove && confirm(button.dataset.sure)) trigger("click", { remove: button.dataset.remove });
});
