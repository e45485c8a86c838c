import type { Engine } from '../../../client/engine.ts';

/** Asked again for a channel that is still unknown: it may have been made since. */
const AGAIN_MS = 300_000;
const PAGES = 3;

const asked = new WeakMap<Engine, Map<string, number>>();

/**
 * Asks for the names of a workspace's public channels. However many unknown channels a text names, the server hears of it
 * once in a while.
 */
export function needNames(engine: Engine, workspaceId: string): void {
  const byWorkspace = asked.get(engine) ?? new Map<string, number>();
  asked.set(engine, byWorkspace);
  const now = Date.now();
  if (now - (byWorkspace.get(workspaceId) ?? -AGAIN_MS) < AGAIN_MS) return;
  byWorkspace.set(workspaceId, now);
  fetchNames(engine, workspaceId).catch(() => byWorkspace.delete(workspaceId));
}

/** The store takes the names from the answers. */
async function fetchNames(engine: Engine, workspaceId: string): Promise<void> {
  let from: string | undefined;
  for (let page = 0; page < PAGES && (page === 0 || from !== undefined); page += 1) {
    const { next } = await engine.request('channel.browse', {
      workspaceId,
      ...(from === undefined ? {} : { from }),
    });
    from = next;
  }
}
