/* A field marked data-scan reads a label with the camera, by the browser's own BarcodeDetector; where there is none it stays a field to type in. */
const sheet = document.querySelector("[data-scanner]");
const Detector = window.BarcodeDetector;
const EVERY = 200;

async function watch(field) {
  const told = sheet.querySelector("[data-scanner-told]");
  told.textContent = told.dataset.wait;
  const video = document.createElement("video");
  Object.assign(video, { muted: true, playsInline: true });
  sheet.querySelector("[data-scanner-view]").replaceChildren(video);
  sheet.showModal();
  let stream;
  try {
    const detector = new Detector();
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: "environment" } } });
    video.srcObject = stream;
    await video.play();
    told.textContent = told.dataset.ready;
    while (sheet.open) {
      const [code] = await detector.detect(video).catch(() => []);
      if (code?.rawValue && sheet.open) { sheet.close(); take(field, code.rawValue); break; }
      await new Promise((next) => { setTimeout(next, EVERY); });
    }
  } catch {
    told.textContent = told.dataset.denied;
  } finally {
    stream?.getTracks().forEach((track) => track.stop());
    video.remove();
  }
}

/* What was read is sent at once, unless the form still waits for another label. */
function take(field, text) {
  field.value = text;
  navigator.vibrate?.(80);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const next = [...field.form.querySelectorAll("[data-scan]")].find((other) => !other.value);
  if (next) next.focus(); else field.form.requestSubmit();
}

if (sheet && Detector && navigator.mediaDevices) {
  for (const field of document.querySelectorAll("input[data-scan]")) {
    const button = sheet.nextElementSibling.content.firstElementChild.cloneNode(true);
    button.addEventListener("click", () => watch(field));
    field.after(button);
    const row = document.createElement("div");
    row.className = "scan-field";
    field.before(row);
    row.append(field, button);
  }
}
