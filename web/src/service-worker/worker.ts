/**
 * Keeps the app's own files on the device, so that it opens at once and without a network. Nothing of what people write
 * passes here: the API, the socket and attachments go by. It imports nothing, so that every browser can run it as it is.
 */
declare const self: ServiceWorkerGlobalScope;

/** Paths of the shell, and a name for this set of them; the build writes both here. */
const SHELL: readonly string[] = JSON.parse('__SHELL_PATHS__') as readonly string[];
const NAME = 'parley-shell-__SHELL_HASH__';
const PAGE = '/index.html';
/** Served by others on the same origin. */
const NOT_OURS = /^\/(?:api|ws|dev)(?:\/|$)/;

/** Assets have their hash in the name: one that an older shell has is the same file. */
async function fill(): Promise<void> {
  const cache = await caches.open(NAME);
  await Promise.all(
    SHELL.map(async (path) => {
      const known = path.startsWith('/assets/') ? await caches.match(path) : undefined;
      if (known) return cache.put(path, known);
      const response = await fetch(path, { cache: 'no-cache', credentials: 'same-origin' });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return cache.put(path, response);
    }),
  );
}

/** The shell before stays until no tab uses it: its pages still load their parts. */
async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('parley-shell-') && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function answer(request: Request, path: string): Promise<Response> {
  const cache = await caches.open(NAME);
  return (await cache.match(path)) ?? (await caches.match(path)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOthers().then(() => self.clients.claim())));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || NOT_OURS.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(answer(request, PAGE));
  else if (SHELL.includes(pathname) || pathname.startsWith('/assets/')) event.respondWith(answer(request, pathname));
});
// The person chose the new version; until then it waits.
self.addEventListener('message', (event) => {
  if (event.data === 'take-over') void self.skipWaiting();
  // A page asks for what it missed.
  if (event.data === 'claim') event.waitUntil(self.clients.claim());
});
