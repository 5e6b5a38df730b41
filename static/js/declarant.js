/* A code behind the # of the address goes into its field and out of the address. Texts of [data-keep] forms outlive a change of language; a receipt forgets them. */
const store = (() => { try { return window.sessionStorage; } catch { return null; } })();
const PREFIX = "declarant:";

const field = document.querySelector("[data-code] [name=code]");
if (field && location.hash.length > 1) {
  field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}
if (store && document.querySelector("[data-sent]")) {
  Object.keys(store).filter((key) => key.startsWith(PREFIX)).forEach((key) => store.removeItem(key));
}
if (store) for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = PREFIX + form.getAttribute("action");
  const texts = () => [...form.elements].filter((part) => part.name && !["csrfmiddlewaretoken", "version"].includes(part.name) && ["text", "textarea", "select-one", "number", "date", "checkbox"].includes(part.type));
  let kept = {};
  try { kept = JSON.parse(store.getItem(key) || "{}"); } catch { kept = {}; }
  for (const part of texts()) {
    if (!(part.name in kept) || part.value && part.type !== "checkbox") continue;
    if (part.type === "checkbox") part.checked = kept[part.name]; else part.value = kept[part.name];
    if (kept[part.name]) form.closest("details")?.setAttribute("open", "");
  }
  form.addEventListener("input", () => {
    store.setItem(key, JSON.stringify(Object.fromEntries(texts().map((part) => [part.name, part.type === "checkbox" ? part.checked : part.value]))));
  });
}
