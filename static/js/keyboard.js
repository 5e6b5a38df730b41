/* Keys of the desk: j and k move in a list marked data-keys, Enter opens, / searches, ? shows the list,
   and one letter presses the element with that data-key: first inside the row in focus, then on the page.
   The reader can switch single letters off (WCAG 2.1.4); the choice stays in this browser. */
const STORE = "single-letter-keys";
const help = document.getElementById("keyboard-help");
const helpButton = document.querySelector("[data-keyboard-help]");

const isOn = () => { try { return localStorage.getItem(STORE) !== "off"; } catch { return true; } };
const setOn = (on) => { try { localStorage.setItem(STORE, on ? "on" : "off"); } catch { /* private window */ } };
const isShown = (element) => element.getClientRects().length > 0 && !element.closest("[hidden], [inert]");
const isTyping = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(checkbox|radio|button|submit)$/.test(target.type || "");

/* A step folded away among the further ones: its key opens the fold. */
const foldOf = (element) => element.closest("details.steps-more:not([open])");
const isFolded = (element) => Boolean(foldOf(element)) && isShown(foldOf(element));

function rows() {
  return [...document.querySelectorAll("[data-keys] [data-row-link]")].filter(isShown);
}

function move(step) {
  const links = rows();
  if (!links.length) return;
  const row = document.activeElement.closest?.("[data-row], tr, li");
  const at = links.findIndex((link) => link === document.activeElement || row?.contains(link));
  const next = links[Math.min(links.length - 1, Math.max(0, at === -1 ? (step > 0 ? 0 : links.length - 1) : at + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function pressed(key) {
  const row = document.activeElement.closest?.("[data-row], tr, li");
  const named = `[data-key="${CSS.escape(key)}"]`;
  const inRow = row && [...row.querySelectorAll(named)].find(isShown);
  const onPage = [...document.querySelectorAll(named)].filter((element) => !element.closest("[data-keys]"));
  return inRow || onPage.find(isShown) || onPage.find(isFolded);
}

function showHelp() {
  const list = help.querySelector("[data-keyboard-list]");
  const known = new Map();
  document.querySelectorAll("[data-key]").forEach((element) => {
    if (!(isShown(element) || isFolded(element)) || known.has(element.dataset.key)) return;
    const words = element.dataset.keyLabel || element.getAttribute("aria-label") || [...element.childNodes].filter((node) => node.nodeName !== "KBD").map((node) => node.textContent).join(" ").trim();
    known.set(element.dataset.key, words);
  });
  list.replaceChildren(...[...known].map(([key, words]) => {
    const row = document.createElement("div");
    const term = document.createElement("dt");
    const cap = document.createElement("kbd");
    const text = document.createElement("dd");
    cap.textContent = key;
    text.textContent = words;
    term.append(cap);
    row.append(term, text);
    return row;
  }));
  help.querySelector("[data-keyboard-switch]").checked = isOn();
  help.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]") || !isOn()) return;
  if (event.key === "?") { event.preventDefault(); showHelp(); return; }
  if (event.key === "/") {
    const box = document.querySelector("[data-key-focus='/']");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
    return;
  }
  if (event.key === "j" || event.key === "k") { event.preventDefault(); move(event.key === "j" ? 1 : -1); return; }
  if (event.key.length !== 1) return;
  const element = pressed(event.key.toLowerCase());
  if (!element) return;
  event.preventDefault();
  foldOf(element)?.setAttribute("open", "");
  if (element.matches("input:not([type='submit'], [type='button'], [type='checkbox'], [type='radio']), select, textarea")) element.focus();
  else element.click();
});

if (help && helpButton) {
  helpButton.hidden = false;
  helpButton.addEventListener("click", showHelp);
  help.querySelector("[data-keyboard-switch]").addEventListener("change", (event) => setOn(event.target.checked));
}

/* Whoever decides a row of a list and comes back finds the cursor in the same place, where the next row is now. */
const PLACE = "place-in-list";
const address = () => location.pathname + location.search;
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-keys] [data-row] a, [data-keys] [data-row] button");
  const at = link ? rows().findIndex((row) => link.closest("[data-row]").contains(row)) : -1;
  try { if (at >= 0) sessionStorage.setItem(PLACE, JSON.stringify({ address: address(), at })); } catch { /* private window */ }
});
window.addEventListener("pageshow", () => {
  let kept = null;
  try { kept = JSON.parse(sessionStorage.getItem(PLACE)); } catch { /* private window */ }
  if (!kept || kept.address !== address() || document.activeElement !== document.body) return;
  sessionStorage.removeItem(PLACE);
  const links = rows();
  const next = links[Math.min(links.length - 1, kept.at)];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
});
