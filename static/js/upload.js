/* Files dropped on [data-drop] go into its ordinary file input; what was chosen is listed with its size. */
const SIZES = ["B", "kB", "MB", "GB"];

function sizeInWords(bytes) {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < SIZES.length - 1) { size /= 1000; unit += 1; }
  return `${unit ? size.toFixed(1) : size}\u00a0${SIZES[unit]}`;
}

function list(drop) {
  const input = drop.querySelector("input[type='file']");
  const shown = drop.querySelector("[data-drop-list]");
  if (!shown) return;
  shown.querySelectorAll("img").forEach((image) => URL.revokeObjectURL(image.src));
  shown.replaceChildren(...[...input.files].map((file) => {
    const item = document.createElement("li");
    if (/^image\/(jpeg|png|webp)$/.test(file.type)) {
      const image = document.createElement("img");
      image.alt = "";
      image.src = URL.createObjectURL(file);
      item.append(image);
    }
    const name = document.createElement("span");
    name.textContent = file.name;
    const size = document.createElement("span");
    size.className = "muted num";
    size.textContent = sizeInWords(file.size);
    item.append(name, size);
    return item;
  }));
}

document.addEventListener("change", (event) => {
  const drop = event.target.matches?.("input[type='file']") && event.target.closest("[data-drop]");
  if (drop) list(drop);
});

for (const kind of ["dragenter", "dragover"]) {
  document.addEventListener(kind, (event) => {
    const drop = event.target.closest?.("[data-drop]");
    if (!drop || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    drop.classList.add("is-over");
  });
}
document.addEventListener("dragleave", (event) => {
  const drop = event.target.closest?.("[data-drop]");
  if (drop && !drop.contains(event.relatedTarget)) drop.classList.remove("is-over");
});
document.addEventListener("drop", (event) => {
  const drop = event.target.closest?.("[data-drop]");
  if (!drop || !event.dataTransfer?.files.length) return;
  event.preventDefault();
  drop.classList.remove("is-over");
  const input = drop.querySelector("input[type='file']");
  const files = new DataTransfer();
  const dropped = [...event.dataTransfer.files];
  for (const file of input.multiple ? [...input.files, ...dropped] : dropped.slice(0, 1)) files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});
