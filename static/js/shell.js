/* Small behaviours of the shell; every page works without them. */
const live = document.getElementById("live");

/* Say what changed: any swapped part may carry data-announce. */
export function announce(sentence) {
  if (!live || !sentence) return;
  live.textContent = "";
  window.setTimeout(() => { live.textContent = sentence; }, 50);
}

function announceFrom(element) {
  if (!(element instanceof Element)) return;
  const speaker = element.matches("[data-announce]") ? element : element.querySelector("[data-announce]");
  if (speaker) announce(speaker.dataset.announce);
}

document.body.addEventListener("htmx:afterSwap", (event) => {
  const target = event.detail.target;
  announceFrom(target && target.id ? document.getElementById(target.id) || target : event.detail.elt);
  focusWhatIsWrong(document);
});

/* An error summary takes the focus once, when it appears. */
function focusWhatIsWrong(root) {
  const summary = root.querySelector("[data-focus]:not([data-focused])");
  if (!summary) return;
  summary.dataset.focused = "";
  summary.focus();
}
focusWhatIsWrong(document);

/* A link of the error summary puts the cursor into its field. */
document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.scrollIntoView({ block: "center" });
});

/* The navigation stands open where there is room and folds where there is not. */
const wide = window.matchMedia("(min-width: 62rem)");
function foldNavigation() {
  document.querySelectorAll("[data-fold='wide']").forEach((fold) => { fold.open = wide.matches; });
}
foldNavigation();
wide.addEventListener("change", foldNavigation);

/* Menus close on Escape and on a click elsewhere. */
document.addEventListener("click", (event) => {
  document.querySelectorAll("[data-menu][open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("[data-menu][open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});

/* A form is sent once: a second press while the first is on its way does nothing. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (event.submitter?.formTarget === "_blank") return; /* a draft beside: the form itself is still to be sent */
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  window.setTimeout(() => { delete form.dataset.sent; }, 4000); /* an answer may be a file, and the page stays */
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));

/* data-print prints, data-select-all ticks the boxes of its table. */
document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
document.addEventListener("change", (event) => {
  const all = event.target.closest("[data-select-all]");
  if (!all) return;
  const scope = all.closest("form, table");
  scope.querySelectorAll("input[type='checkbox'][data-select]").forEach((box) => { box.checked = all.checked; });
});

/* Nobody is signed in: pages laid up for the yard are no longer anybody's. */
if ("caches" in window && !document.querySelector(".user-menu")) for (const name of ["yard-pages", "yard-parts"]) caches.delete(name).catch(() => {});
