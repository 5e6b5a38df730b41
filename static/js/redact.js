/* Boxes drawn over [data-redact] img become lines "left, top, width, height" in per cent in its text field; the field draws them too. */
for (const frame of document.querySelectorAll("[data-redact]")) {
  const field = document.getElementById(frame.dataset.redact);
  const canvas = frame.querySelector("canvas");
  const image = frame.querySelector("img");
  const pen = canvas.getContext("2d");
  let start = null;

  const lines = () => field.value.split("\n").map((line) => line.trim()).filter(Boolean);
  const boxes = () => lines().map((line) => line.split(/[,;]/).map(Number)).filter((box) => box.length === 4 && box.every(Number.isFinite));

  function draw(extra) {
    canvas.width = image.clientWidth;
    canvas.height = image.clientHeight;
    pen.fillStyle = "rgba(0, 0, 0, .82)";
    for (const [left, top, width, height] of extra ? [...boxes(), extra] : boxes()) {
      pen.fillRect(left / 100 * canvas.width, top / 100 * canvas.height, width / 100 * canvas.width, height / 100 * canvas.height);
    }
  }

  function at(event) {
    const place = canvas.getBoundingClientRect();
    const share = (value, whole) => Math.min(100, Math.max(0, value / whole * 100));
    return [share(event.clientX - place.left, place.width), share(event.clientY - place.top, place.height)];
  }

  function between([x, y], [u, v]) {
    return [Math.min(x, u), Math.min(y, v), Math.abs(x - u), Math.abs(y - v)];
  }

  canvas.addEventListener("pointerdown", (event) => { start = at(event); canvas.setPointerCapture(event.pointerId); event.preventDefault(); });
  canvas.addEventListener("pointermove", (event) => { if (start) draw(between(start, at(event))); });
  canvas.addEventListener("pointerup", (event) => {
    if (!start) return;
    const box = between(start, at(event));
    start = null;
    if (box[2] > 0.3 && box[3] > 0.3) field.value = [...lines(), box.map((part) => part.toFixed(1)).join(", ")].join("\n");
    draw();
  });
  document.querySelector("[data-redact-undo]")?.addEventListener("click", () => { field.value = lines().slice(0, -1).join("\n"); draw(); });
  field.addEventListener("input", () => draw());
  window.addEventListener("resize", () => draw());
  if (image.complete) draw(); else image.addEventListener("load", () => draw());
}
