// A title opens its article, a tick keeps questions to it; a button removes one, once the visitor is sure; others turn the page.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.article) trigger("click", { article: button.dataset.article });
  else if (button.dataset.page) trigger("click", { page: Number(button.dataset.page) });
  else if (button.dataset.remove && confirm(button.dataset.sure)) trigger("click", { remove: button.dataset.remove });
});
element.addEventListener("change", (event) => {
  const name = event.target.dataset.choose;
  if (name) trigger("select", { choose: name, on: event.target.checked });
});
