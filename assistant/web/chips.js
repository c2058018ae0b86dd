// What narrows the search is taken off; a day can be chosen from the browser's own calendar.
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-drop]");
  if (!button) return;
  trigger("click", { drop: button.dataset.drop });
  document.querySelector("#question textarea").focus();
});

const addCalendar = (box) => {
  if (!box || box.dataset.calendar) return;
  const field = box.querySelector("input, textarea");
  if (!field) return;
  box.dataset.calendar = "yes";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "calendar";
  const picker = document.createElement("input");
  picker.type = "date";
  picker.className = "picker";
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  button.addEventListener("click", () => picker.showPicker());
  picker.addEventListener("change", () => {
    field.value = picker.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  box.append(button, picker);
};
const addCalendars = () => ["since", "until"].forEach((name) => addCalendar(document.getElementById(name)));
new MutationObserver(addCalendars).observe(document.body, { childList: true, subtree: true });
addCalendars();
