/* A step that is opened by hand takes the cursor into its first question, so that Enter confirms it. */
document.addEventListener("toggle", (event) => {
  const step = event.target;
  if (!(step instanceof HTMLElement) || !step.matches("details.step[open]")) return;
  const field = step.querySelector("input:not([type='hidden']), select, textarea") || step.querySelector("form button");
  field?.focus({ preventScroll: true });
  step.scrollIntoView({ block: "nearest" });
}, true);
/* Rows of a list are chosen by their boxes: with Shift from the last one on, all at once, and the form says how many. */
let lastBox = null;
let isShift = false;
const boxes = () => [...document.querySelectorAll("[data-select]")];
document.addEventListener("keydown", (event) => { isShift = event.shiftKey; }, true);
document.addEventListener("keyup", (event) => { isShift = event.shiftKey; }, true);
function countBoxes() {
  const form = document.querySelector("[data-bulk]");
  if (!form) return;
  const all = boxes();
  const chosen = all.filter((box) => box.checked).length;
  const count = form.querySelector("[data-bulk-count]");
  count.textContent = chosen ? count.dataset.one.replace("%(n)s", String(chosen)) : "";
  form.querySelector("[data-bulk-go]").disabled = !chosen;
  form.classList.toggle("has-chosen", chosen > 0);
  const box = form.querySelector("[data-bulk-all]");
  box.checked = chosen > 0 && chosen === all.length;
  box.indeterminate = chosen > 0 && chosen < all.length;
}
document.addEventListener("click", (event) => {
  const box = event.target.closest?.("[data-select]");
  if (!box) return;
  const all = boxes();
  if ((event.shiftKey || isShift) && lastBox && all.includes(lastBox)) {
    const [from, to] = [all.indexOf(lastBox), all.indexOf(box)].sort((a, b) => a - b);
    all.slice(from, to + 1).forEach((one) => { one.checked = box.checked; });
  }
  lastBox = box;
  countBoxes();
});
document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-bulk-all]")) return;
  boxes().forEach((box) => { box.checked = event.target.checked; });
  countBoxes();
});
document.body.addEventListener("htmx:afterSettle", countBoxes);
window.addEventListener("pageshow", countBoxes);
countBoxes();
