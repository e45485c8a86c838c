import type { Environment, Locks, SocketListener, TabChannel } from './environment.ts';
import { postOnce } from './early-question.ts';
import { openedEarly } from './early.ts';
import { deleteIndexedDb, openIndexedDb } from './indexed-db.ts';
import { memo } from './memo.ts';

/** The engine's world in a real browser. */
export function browserEnvironment(): Environment {
  return {
    http: { post: postOnce },
    sockets: { open: openWebSocket },
    clock: {
      now: () => Date.now(),
      after(ms, work) {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
    },
    random: { bytes: (count) => crypto.getRandomValues(new Uint8Array(count)), fraction: () => Math.random() },
    locks: 'locks' in navigator ? webLocks : noLocks,
    tabs: openBroadcast,
    openDatabase: (name) => openedEarly(name) ?? openIndexedDb(name),
    deleteDatabase: deleteIndexedDb,
    memo,
  };
}

function openWebSocket(path: string, on: SocketListener): { send(text: string): void; close(): void } {
  const socket = new WebSocket(new URL(path, location.href.replace(/^http/, 'ws')));
  socket.addEventListener('open', () => on.opened());
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') on.frame(data);
  });
  socket.addEventListener('close', () => on.closed());
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => socket.close(),
  };
}

const webLocks: Locks = {
  async hold(name, work, { steal = false, signal } = {}) {
    const stolen = new AbortController();
    const options = steal ? { steal } : signal ? { signal } : {};
    try {
      return await navigator.locks.request(name, options, () => work(stolen.signal));
    } finally {
      // A holder whose lock was stolen learns it here, while its work still runs.
      stolen.abort();
    }
  },
};

/** Without Web Locks every tab looks after itself: more sockets than needed, and nothing wrong. */
const noLocks: Locks = {
  hold: (_name, work) => work(new AbortController().signal),
};

function openBroadcast(name: string): TabChannel {
  if (!('BroadcastChannel' in globalThis)) return { post: () => {}, listen: () => {}, close: () => {} };
  const channel = new BroadcastChannel(name);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target
    post: (message) => channel.postMessage(message),
    listen: (listener) => channel.addEventListener('message', ({ data }) => listener(data)),
    close: () => channel.close(),
  };
}
