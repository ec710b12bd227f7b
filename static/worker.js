/* Answers without a connection, with pages that are the same for everybody: the crisis
   lines, the guides, and a page that says what happened. Searches are never stored.
   The server puts PLAN in front: what to store, and a version that changes with it. */
const NAME = "locator-" + PLAN.version;

addEventListener("install", (event) => {
  const fresh = [...PLAN.pages, ...PLAN.files].map((url) => new Request(url, { cache: "reload" }));
  event.waitUntil(
    caches.open(NAME).then((cache) => cache.addAll(fresh)).then(() => skipWaiting()),
  );
});

const tidy = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("locator-") && name !== NAME) await caches.delete(name);
  }
  await registration.navigationPreload?.enable();
  await clients.claim();
};
addEventListener("activate", (event) => event.waitUntil(tidy()));

const visit = async (event) => {
  try {
    return (await event.preloadResponse) || (await fetch(event.request));
  } catch {
    const cache = await caches.open(NAME);
    const { pathname } = new URL(event.request.url);
    return (await cache.match(pathname)) || cache.match(PLAN.offline);
  }
};

addEventListener("fetch", (event) => {
  const { pathname, search, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(visit(event));
  else if (PLAN.files.includes(pathname + search)) {
    event.respondWith(caches.match(event.request).then((kept) => kept || fetch(event.request)));
  }
});
