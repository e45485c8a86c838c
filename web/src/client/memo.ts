import type { Environment } from './environment.ts';

const memoKey = (name: string): string => `parley-${name}`;

function read(name: string): string | null {
  try {
    return localStorage.getItem(memoKey(name));
  } catch {
    return null;
  }
}

function write(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(memoKey(name));
    else localStorage.setItem(memoKey(name), value);
  } catch {
    // Storage is switched off: the session's cookie alone restores the log-in.
  }
}

/** Small values in the browser's own storage. */
export const memo: Environment['memo'] = { read, write };
