/* A field with data-filter="#list" hides the entries of the list whose data-words lack what was typed; ticked ones stay. */
for (const field of document.querySelectorAll("[data-filter]")) {
  const list = document.querySelector(field.dataset.filter);
  const told = document.getElementById("live");
  if (!list) continue;
  field.closest("[hidden]")?.removeAttribute("hidden");
  field.addEventListener("input", () => {
    const words = field.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of list.querySelectorAll("[data-words]")) {
      const fits = words.every((word) => entry.dataset.words.includes(word));
      entry.hidden = !fits && !entry.querySelector("input:checked");
      if (!entry.hidden) shown += 1;
    }
    if (told) told.textContent = `${shown}`;
  });
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
}
