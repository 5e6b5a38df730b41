/* The yard: forms marked data-keep outlive a missing network. They are kept on the phone first and sent in their order; labels are compared on the spot. */
import { all, drop, put, send } from "./kept.js";

const place = document.querySelector("[data-kept]");
const scope = place.dataset.scope;
const here = place.dataset.inspection || "";
const why = place.querySelector("[data-kept-why]");
const list = place.querySelector("[data-kept-list]");
const pattern = place.querySelector("template");
const door = place.querySelector("[data-kept-door]");
const forms = () => [...document.querySelectorAll("form[data-keep]")];
const fresh = () => [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function summary(form) {
  const chosen = form.querySelector("input[type=radio]:checked");
  const words = [chosen?.labels[0]?.textContent, form.elements.quantity?.value, form.elements.unit?.value, form.elements.note?.value];
  if (form.dataset.keepText !== undefined) words.push(form.textContent);
  return words.map((word) => (word || "").trim()).filter(Boolean).join(" · ");
}

function packed(form) {
  const values = [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && !(value instanceof File && !value.name));
  return { scope, inspection: here, number: place.dataset.number, page: place.dataset.page, action: form.getAttribute("action"), what: form.dataset.keep, note: summary(form), values, at: Date.now(), refused: "" };
}

/* The page as it will be once everything is sent: ticks stand, what is begun is begun. */
function foresee(form) {
  const box = form.querySelector("[aria-pressed]");
  if (box) {
    const isDone = form.elements.done.value === "1";
    const drawn = box.querySelector("use");
    box.setAttribute("aria-pressed", String(isDone));
    drawn?.setAttribute("href", drawn.getAttribute("href").replace(/#.*/, isDone ? "#check-square-fill" : "#square"));
    form.elements.done.value = isDone ? "0" : "1";
  } else if (form.dataset.keepOnce !== undefined) form.hidden = true;
  else form.reset();
  form.querySelector("[data-drop-list]")?.replaceChildren();
  if (form.elements.client_key) form.elements.client_key.value = fresh();
}

function row(entry) {
  const item = pattern.content.firstElementChild.cloneNode(true);
  item.querySelector("[data-what]").textContent = entry.what;
  item.querySelector("[data-note]").textContent = entry.note;
  item.querySelector("[data-when]").textContent = new Date(entry.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  const link = item.querySelector("[data-where]");
  if (entry.inspection === here) link.remove();
  else Object.assign(link, { href: entry.page, textContent: entry.number });
  const told = item.querySelector("[data-refused]");
  told.hidden = !entry.refused;
  told.textContent = entry.refused;
  const form = entry.inspection === here && forms().find((one) => one.getAttribute("action") === entry.action);
  const mend = item.querySelector("[data-correct]");
  mend.hidden = !entry.refused || !form || !form.querySelector("textarea, input:not([type=hidden])");
  mend.addEventListener("click", async () => { refill(form, entry); await drop(entry); await show(); });
  item.querySelector("[data-remove]").addEventListener("click", async (event) => {
    if (!window.confirm(event.target.dataset.sure)) return;
    await drop(entry);
    await show();
  });
  return item;
}

function refill(form, entry) {
  form.reset();
  for (const [name, value] of entry.values) {
    const field = form.elements[name];
    if (!field) continue;
    if (value instanceof File) {
      const files = new DataTransfer();
      files.items.add(value);
      field.files = files.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    } else field.value = value;
  }
  form.scrollIntoView({ block: "center" });
}

async function show(state = "") {
  const entries = await all(scope);
  place.hidden = !entries.length;
  list.replaceChildren(...entries.map(row));
  why.textContent = why.dataset[state] ?? (navigator.onLine ? "" : why.dataset.noNetwork);
  door.hidden = state !== "signedOut";
  return entries;
}

let running = null;
const flush = () => { running ??= (navigator.locks ? navigator.locks.request("kept", work) : work()).finally(() => { running = null; }); return running; };

/* Sends what is kept, the oldest first; one that is refused stays, a missing network ends the round. */
async function work() {
  let sent = 0;
  const refused = [];
  for (const entry of (await all(scope)).filter((one) => !one.refused)) {
    const { state, sentence } = await send(entry);
    if (state === "sent") { await drop(entry); sent += 1; continue; }
    if (state === "refused") { await put({ ...entry, refused: sentence }); refused.push(entry.id); continue; }
    await show(state.replace(/-(\w)/, (_, letter) => letter.toUpperCase()));
    return { sent, refused, isThrough: false };
  }
  await show();
  return { sent, refused, isThrough: true };
}

/* Back to the page itself: a refused form stands at an address of its own. */
function leave(anchor) {
  if (location.pathname !== place.dataset.page) { location.assign(`${place.dataset.page}#${anchor}`); return; }
  sessionStorage.setItem("yard-anchor", anchor);
  location.reload();
}
const anchor = sessionStorage.getItem("yard-anchor");
sessionStorage.removeItem("yard-anchor");
if (anchor) document.getElementById(anchor)?.scrollIntoView();

/* What somebody has begun to fill in and a new page would lose. */
function isChanged(field) {
  if (field.type === "file") return field.files.length > 0;
  if (field.matches?.("input[type=radio], input[type=checkbox]")) return field.checked !== field.defaultChecked;
  if (field.matches?.("select")) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
  return Boolean(field.matches?.("textarea, input[type=text], input[type=number]")) && field.value !== field.defaultValue;
}
const isTyping = () => forms().some((form) => [...form.elements].some(isChanged));

async function again() {
  const { sent } = await flush();
  if (sent && here && !isTyping()) leave("");
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (form.matches("[data-after-kept]")) return finish(event, form);
  if (!form.matches("[data-keep]")) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  try {
    const entry = packed(form);
    entry.id = await put(entry);
    const { sent, refused, isThrough } = await flush();
    if (refused.includes(entry.id)) { await drop(entry); isEnding = false; form.submit(); return; }
    if (isThrough && sent) { if (!isEnding) leave(form.dataset.keepAt || ""); return; }
    if ((await all(scope)).some((one) => one.id === entry.id)) { foresee(form); place.scrollIntoView({ block: "nearest" }); }
  } catch { form.submit(); /* no store in this window: as any form */ } finally { delete form.dataset.busy; }
}, true);

/* The end waits for what was pressed just before it, and gives way where that is refused. */
let isEnding = false;
const busy = () => document.querySelector("form[data-keep][data-busy]");

async function finish(event, form) {
  if (navigator.onLine && place.hidden && !busy()) return;
  event.preventDefault();
  isEnding = true;
  while (busy()) await new Promise((done) => setTimeout(done, 50));
  if (!isEnding) return;
  const { isThrough } = await flush();
  if (isThrough && !(await all(scope)).some((entry) => entry.inspection === here)) form.submit();
  else { isEnding = false; place.hidden = false; if (!why.textContent) why.textContent = why.dataset.first; place.scrollIntoView({ block: "center" }); }
}

/* A label: one of this order is said so here; any other is looked up by the house. */
const plain = (text) => text.replace(/[\s-]/g, "").toUpperCase();
const label = document.querySelector("form[data-label]");
label?.addEventListener("submit", (event) => {
  const told = label.querySelector("[data-label-told]");
  const text = plain(label.elements.label.value);
  const own = [...document.querySelectorAll("[data-carries]")].filter((mark) => text && plain(mark.textContent) === text);
  document.querySelectorAll(".is-carried").forEach((mark) => mark.classList.remove("is-carried"));
  own.forEach((mark) => mark.classList.add("is-carried"));
  if (!own.length && navigator.onLine) return;
  event.preventDefault();
  told.textContent = own.length ? told.dataset.own : told.dataset.other;
});

/* The orders of a list are laid up, so that they open in the yard; a page seen for the first time as well. */
async function layUp() {
  const pages = await caches.open("yard-pages");
  const parts = await caches.open("yard-parts");
  const rows = [...document.querySelectorAll("[data-row-link]")].slice(0, 10).map((link) => link.pathname);
  for (const path of [place.dataset.page, ...rows]) {
    if (path !== place.dataset.page && await pages.match(path, { ignoreVary: true })) continue;
    const answer = await fetch(path, { redirect: "error" });
    if (!answer.ok) continue;
    await pages.put(path, answer.clone());
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const wanted = [...page.querySelectorAll("main img[src^='/files/']")].map((image) => image.getAttribute("src"));
    for (const source of wanted) if (!await parts.match(source, { ignoreVary: true })) await parts.add(source).catch(() => {});
  }
  for (const { name } of performance.getEntriesByType("resource")) {
    if (new URL(name).pathname.startsWith("/static/")) await parts.add(name).catch(() => {});
  }
}

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register(place.dataset.worker).then(layUp).catch(() => {});
  navigator.storage?.persist?.().catch(() => {});
}
place.querySelector("[data-kept-send]").addEventListener("click", again);
window.addEventListener("online", again);
window.addEventListener("offline", () => { show().catch(() => {}); });
show().then((entries) => {
  const ticks = entries.filter((entry) => entry.inspection === here && !entry.refused);
  for (const entry of ticks) {
    const form = forms().find((one) => one.getAttribute("action") === entry.action);
    if (form && (form.elements.done || form.dataset.keepOnce !== undefined)) {
      if (form.elements.done) form.elements.done.value = entry.values.find(([name]) => name === "done")[1];
      foresee(form);
    }
  }
  /* Ticks stand already; for anything else the page is made anew once it is sent. */
  if (entries.length && entries.every((entry) => ticks.includes(entry) && entry.values.some(([name]) => name === "done"))) flush();
  else if (entries.length) again();
}).catch(() => {});
