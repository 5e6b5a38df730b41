/* Keeps the pages of the yard for the time without a network: the network first, what was seen last where it is silent. */
const PAGES = "yard-pages";
const PARTS = "yard-parts";
const MOST = { [PAGES]: 30, [PARTS]: 300 };
const PATIENCE = 6000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (/^\/inspections\/(\d+\/)?$/.test(url.pathname) && !url.search) event.respondWith(answer(request, PAGES));
  } else if (/^\/(static|files)\//.test(url.pathname)) event.respondWith(answer(request, PARTS));
});

async function answer(request, name) {
  const store = await caches.open(name);
  const kept = await store.match(request, { ignoreVary: true });
  try {
    const asked = fetch(request);
    const found = await (kept ? Promise.race([asked, silence()]) : asked);
    if (found.type === "opaqueredirect") await caches.delete(PAGES); /* signed out */
    else if (found.ok) await keep(store, request, found.clone(), MOST[name]);
    return found;
  } catch (problem) {
    if (kept) return kept;
    throw problem;
  }
}

const silence = () => new Promise((_, failed) => { setTimeout(() => failed(new Error("silence")), PATIENCE); });

async function keep(store, request, found, most) {
  await store.put(request.url.split("#")[0], found);
  const held = await store.keys();
  for (const old of held.slice(0, Math.max(0, held.length - most))) await store.delete(old);
}
