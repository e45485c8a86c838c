import { LIMITS } from '../../../protocol/limits.ts';
import { key } from '../store/state.ts';
import type { Core } from './core.ts';

/** Names and titles of people who appear on screen, fetched once, many at a time. */
export interface Profiles {
  need(workspaceId: string, userIds: readonly string[]): void;
}

const GATHER_MS = 30;

export function createProfiles(core: Core): Profiles {
  const { store, env } = core;
  const asked = new Set<string>();
  const waiting = new Map<string, Set<string>>();

  async function fetch(workspaceId: string): Promise<void> {
    const userIds = [...(waiting.get(workspaceId) ?? [])].slice(0, LIMITS.peoplePage);
    for (const userId of userIds) waiting.get(workspaceId)?.delete(userId);
    if (userIds.length === 0 || core.isClosed()) return;
    try {
      await core.request('profile.list', { workspaceId, userIds });
    } catch {
      // Whoever shows them next asks again.
      for (const userId of userIds) asked.delete(userId);
    }
    await fetch(workspaceId);
  }

  return {
    need(workspaceId, userIds) {
      const wanted = waiting.get(workspaceId) ?? new Set();
      const before = wanted.size;
      for (const userId of userIds) {
        if (asked.has(userId) || store.get(key.profile(userId))) continue;
        asked.add(userId);
        wanted.add(userId);
      }
      waiting.set(workspaceId, wanted);
      if (before === 0 && wanted.size > 0) env.clock.after(GATHER_MS, () => void fetch(workspaceId));
    },
  };
}
