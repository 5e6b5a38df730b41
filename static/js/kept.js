/* What was done without a network, in this browser's own store: entries of one person, the oldest first. */
const NAME = "yard";
const TABLE = "kept";

function opened() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(TABLE, { keyPath: "id", autoIncrement: true });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function run(mode, work) {
  const store = await opened();
  return new Promise((done, failed) => {
    const deal = store.transaction(TABLE, mode);
    const asked = work(deal.objectStore(TABLE));
    deal.oncomplete = () => { store.close(); done(asked.result); };
    deal.onerror = deal.onabort = () => { store.close(); failed(deal.error); };
  });
}

export const put = (entry) => run("readwrite", (table) => table.put(entry));
export const drop = (entry) => run("readwrite", (table) => table.delete(entry.id));
export const all = async (scope) => (await run("readonly", (table) => table.getAll())).filter((entry) => entry.scope === scope);
export const allOf = async (person) => (await run("readonly", (table) => table.getAll())).filter((entry) => entry.scope.startsWith(`${person}:`));

const token = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] || "";

/* Sends one entry: "sent", "refused" (with its sentence), "signed-out", "elsewhere", "trouble" or "no-network". */
export async function send(entry) {
  const body = new FormData();
  for (const [name, value] of entry.values) body.append(name, value);
  body.append("age", String(Math.max(0, Math.round((Date.now() - entry.at) / 1000))));
  const headers = { "X-CSRFToken": token(), "X-Kept-For": entry.scope };
  let answer;
  try {
    answer = await fetch(entry.action, { method: "POST", body, headers, redirect: "manual", signal: AbortSignal.timeout(90_000) });
  } catch {
    return { state: "no-network" };
  }
  if (answer.status === 204) return { state: "sent" };
  if (answer.type === "opaqueredirect" || answer.status === 403) return { state: "signed-out" };
  if (answer.status === 412) return { state: "elsewhere" };
  if (![404, 409, 422].includes(answer.status)) return { state: "trouble" };
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const told = page.querySelector(".error-summary li, .notice.tone-danger p:last-child, main h1");
  return { state: "refused", sentence: told ? told.textContent.trim() : String(answer.status) };
}
