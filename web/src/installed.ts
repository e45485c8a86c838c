import { useSyncExternalStore } from 'react';

/** The app's files on this device. A newer set of them waits until the person takes it. */
let registration: ServiceWorkerRegistration | null = null;
let waiting = false;
const listeners = new Set<() => void>();

const HOUR = 3_600_000;

function note(): void {
  waiting = registration?.waiting != null && navigator.serviceWorker.controller !== null;
  for (const listener of listeners) listener();
}

/** Keeps the app on the device and looks for newer versions. A browser that cannot has the network. */
export async function install(): Promise<void> {
  registration = await register();
  if (!registration) return;
  registration.addEventListener('updatefound', () => {
    registration?.installing?.addEventListener('statechange', note);
  });
  note();
  // A page that was on its way when the worker began was not there to be claimed.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin of its own
  if (!navigator.serviceWorker.controller) registration.active?.postMessage('claim');
  let last = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - last < HOUR) return;
    last = Date.now();
    void registration?.update().catch(() => undefined);
  });
}

/** Takes what an earlier build left on this origin out of the way of the sources. */
export async function uninstall(): Promise<void> {
  const all = await navigator.serviceWorker.getRegistrations();
  await Promise.all(all.map((one) => one.unregister()));
}

async function register(): Promise<ServiceWorkerRegistration | null> {
  try {
    // Tools that block service workers let this resolve with nothing.
    const made: unknown = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
    return made instanceof ServiceWorkerRegistration ? made : null;
  } catch {
    return null;
  }
}

/** Opens the newest version there is: the one that waits, or what the server has. */
export async function renew(): Promise<void> {
  await registration?.update().catch(() => undefined);
  const next = registration?.waiting ?? registration?.installing;
  if (!next) return window.location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
  const takeOver = (): void => {
    // It could not be fetched whole.
    if (next.state === 'redundant') window.location.reload();
    else next.postMessage('take-over'); // oxlint-disable-line unicorn/require-post-message-target-origin -- a worker has no origin of its own
  };
  next.addEventListener('statechange', takeOver);
  takeOver();
}

/** Whether a newer version waits to be taken. */
export const useNewer = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting,
  );
