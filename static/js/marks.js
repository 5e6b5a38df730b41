/* Marks on pictures: a click makes a point, a drag a rectangle; each is a row of fields, which draw it too. */
const SVG = "http://www.w3.org/2000/svg";
for (const field of document.querySelectorAll("[data-marks]")) {
  const list = field.querySelector("[data-mark-rows]");
  const template = field.querySelector("[data-mark-template]");
  const frames = [...field.querySelectorAll("[data-mark-picture]")];
  const get = (row, name) => row.querySelector(`[name=mark_${name}]`);
  const rows = () => [...list.querySelectorAll("[data-mark-row]")];
  const isEmpty = (row) => !get(row, "left").value && !get(row, "note").value;

  function shape(kind, values) {
    const node = document.createElementNS(SVG, kind);
    for (const [name, value] of Object.entries(values)) node.setAttribute(name, value);
    return node;
  }

  function draw(extra) {
    for (const frame of frames) frame.querySelector("svg").replaceChildren();
    rows().forEach((row, index) => {
      const frame = frames.find((one) => one.dataset.markPicture === get(row, "picture").value);
      if (!frame || get(row, "left").value === "") return;
      const [left, top, width, height] = ["left", "top", "width", "height"].map((name) => Number(get(row, name).value || 0));
      place(frame, left, top, width, height, index + 1);
    });
    if (extra) place(...extra, "");
  }

  function place(frame, left, top, width, height, number) {
    const svg = frame.querySelector("svg");
    svg.append(width || height
      ? shape("rect", { x: `${left}%`, y: `${top}%`, width: `${width}%`, height: `${height}%` })
      : shape("circle", { cx: `${left}%`, cy: `${top}%`, r: 8 }));
    const text = shape("text", { x: `${left}%`, y: `${top}%`, dx: 10, dy: -4 });
    text.textContent = number;
    svg.append(text);
  }

  function add(values) {
    let row = rows().find(isEmpty);
    if (!row) {
      list.append(template.content.cloneNode(true));
      row = rows().at(-1);
    }
    for (const [name, value] of Object.entries(values)) get(row, name).value = value;
    row.querySelector("[data-mark-remove]").hidden = false;
    draw();
    get(row, "note").focus();
  }

  const at = (frame, event) => {
    const box = frame.querySelector("img").getBoundingClientRect();
    const share = (value, whole) => Math.round(Math.min(100, Math.max(0, value / whole * 100)) * 10) / 10;
    return [share(event.clientX - box.left, box.width), share(event.clientY - box.top, box.height)];
  };
  const between = ([x, y], [u, v]) => [Math.min(x, u), Math.min(y, v), Math.abs(x - u), Math.abs(y - v)];

  for (const frame of frames) {
    let start = null;
    frame.querySelector("img").draggable = false;
    frame.addEventListener("pointerdown", (event) => { start = at(frame, event); frame.setPointerCapture(event.pointerId); event.preventDefault(); });
    frame.addEventListener("pointermove", (event) => { if (start) draw([frame, ...between(start, at(frame, event))]); });
    frame.addEventListener("pointercancel", () => { start = null; draw(); });
    frame.addEventListener("pointerup", (event) => {
      if (!start) return;
      const [left, top, width, height] = between(start, at(frame, event));
      const isPoint = width < 1.5 && height < 1.5;
      const [x, y] = start;
      start = null;
      const cut = (value) => value.toFixed(1);
      add({ picture: frame.dataset.markPicture, left: cut(isPoint ? x : left), top: cut(isPoint ? y : top), width: isPoint ? "" : cut(width), height: isPoint ? "" : cut(height) });
    });
  }
  list.addEventListener("input", () => draw());
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-mark-remove]");
    if (!button) return;
    button.closest("[data-mark-row]").remove();
    if (!rows().length) list.append(template.content.cloneNode(true));
    draw();
    field.querySelector("[data-mark-add]").focus();
  });
  for (const row of rows()) row.querySelector("[data-mark-remove]").hidden = isEmpty(row);
  const button = field.querySelector("[data-mark-add]");
  button.hidden = false;
  button.addEventListener("click", () => add({ left: "45.0", top: "45.0", width: "10.0", height: "10.0" }));
  draw();
}
