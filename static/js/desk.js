/* A step that is opened by hand takes the cursor into its first question, so that Enter confirms it. */
document.addEventListener("toggle", (event) => {
  const step = event.target;
  if (!(step instanceof HTMLElement) || !step.matches("details.step[open]")) return;
  const field = step.querySelector("input:not([type='hidden']), select, textarea") || step.querySelector("form button");
  field?.focus({ preventScroll: true });
  step.scrollIntoView({ block: "nearest" });
}, true);
