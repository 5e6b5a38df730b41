/* The way out of a shared device: what its person left unsent is sent now or, with their word, removed; what was laid up goes too. */
import { allOf, drop, send } from "./kept.js";

const LAID_UP = ["yard-pages", "yard-parts"];

/* True once nothing of this person is kept here any more. */
async function emptied(person, sure) {
  for (const entry of await allOf(person)) if (!entry.refused && (await send(entry)).state === "sent") await drop(entry);
  const left = await allOf(person);
  if (left.length && !window.confirm(sure)) return false;
  for (const entry of left) await drop(entry);
  return true;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-sign-out]")) return;
  event.preventDefault();
  let mayLeave = true;
  try { mayLeave = await emptied(form.dataset.signOut, form.dataset.sure); } catch { /* no store in this window */ }
  if (!mayLeave) return;
  if ("caches" in window) await Promise.all(LAID_UP.map((name) => caches.delete(name))).catch(() => {});
  form.submit();
}, true);
