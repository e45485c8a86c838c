import { Memory } from '../ports/memory.ts';
import { understanding } from '../table/versions.ts';
import type { Log, Ports, Scope, Settings } from '../ports/index.ts';

/** One invocation's scope, and how its remaining work is done. */
export interface OpenScope {
  readonly scope: Scope;
  /** Starts the work that was left for after the answer and resolves when all of it has settled. Failures are logged. */
  readonly settle: () => Promise<void>;
}

/** Opens a scope per invocation; all of them share one memory. */
export function scopeOpener(ports: Ports, settings: Settings): () => OpenScope {
  const { gateway, identity, tasks, clock, random, log } = ports;
  const store = understanding(ports.store);
  const shared = { store, gateway, identity, tasks, clock, random, log, settings, memory: new Memory() };
  return () => {
    const waiting: (() => Promise<void>)[] = [];
    const after = (work: () => Promise<void>): void => {
      waiting.push(work);
    };
    return { scope: { ...shared, now: clock.now(), after }, settle: () => settle(waiting, log) };
  };
}

async function settle(waiting: (() => Promise<void>)[], log: Log): Promise<void> {
  while (waiting.length > 0) {
    const results = await Promise.allSettled(waiting.splice(0).map(async (work) => work()));
    for (const result of results) {
      if (result.status === 'rejected') log.error('work after an answer failed', result.reason);
    }
  }
}
