/* What was typed outlives a session that ran out and a change of language: it stands in its form again, in this window, for the same person. */
const PREFIX = "typed:";
const AGAIN = "typed-again";
const store = (() => { try { return window.sessionStorage; } catch { return null; } })();
const who = document.querySelector(".user-name")?.textContent.trim() ?? "";
const TYPES = /^(text|textarea|select-one|select-multiple|number|date|datetime-local|email|tel|url|search|radio|checkbox)$/;

const fields = (form) => [...form.elements].filter((field) => field.name && TYPES.test(field.type));
const key = (form) => PREFIX + new URL(form.getAttribute("action") || location.href, location.href).pathname;
const own = () => [...document.querySelectorAll("main form[method=post]")].filter((form) => !form.hasAttribute("data-keep"));

const value = (field) => /^(radio|checkbox)$/.test(field.type) ? field.checked
  : field.type === "select-multiple" ? [...field.selectedOptions].map((option) => option.value) : field.value;

function keep(form) {
  const values = fields(form).map((field) => [field.name, /^(radio|checkbox)$/.test(field.type) ? field.value : "", value(field)]);
  if (values.length) store.setItem(key(form), JSON.stringify({ who, values }));
}

function fill(form) {
  let kept;
  try { kept = JSON.parse(store.getItem(key(form)) || "null"); } catch { return; }
  if (!kept || kept.who !== who) return;
  for (const field of fields(form)) {
    const found = kept.values.find(([name, mark]) => name === field.name && (mark === "" || mark === field.value));
    if (!found) continue;
    const [, , text] = found;
    if (/^(radio|checkbox)$/.test(field.type)) field.checked = text;
    else if (field.type === "select-multiple") [...field.options].forEach((option) => { option.selected = text.includes(option.value); });
    else field.value = text;
    if (text && text !== true && text !== field.defaultValue) form.closest("details:not([open])")?.setAttribute("open", "");
  }
}

const isChanged = (field) => /^(radio|checkbox)$/.test(field.type) ? field.checked !== field.defaultChecked
  : /^select/.test(field.type) ? [...field.options].some((option) => option.selected !== option.defaultSelected) : field.value !== field.defaultValue;

if (store && who) {
  const fromDoor = document.referrer.startsWith(`${location.origin}/accounts/login/`);
  if (fromDoor || store.getItem(AGAIN)) own().forEach(fill);
  Object.keys(store).filter((name) => name.startsWith(PREFIX) || name === AGAIN).forEach((name) => store.removeItem(name));
  document.addEventListener("submit", (event) => {
    const form = event.target;
    try {
      if (form.matches("[data-language]")) {
        own().filter((one) => fields(one).some(isChanged) || one.querySelector(".has-error")).forEach(keep);
        store.setItem(AGAIN, "yes");
      } else if (own().includes(form)) keep(form);
    } catch { /* the store is full: the form is sent all the same */ }
  }, true);
}
