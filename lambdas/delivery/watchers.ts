import type { Event } from '../../protocol/events.ts';
import type { Presence } from '../../protocol/presence.ts';
import { presenceOf } from '../domain/presence.ts';
import type { Store } from '../table/store.ts';
import { type Watch, watchersOf } from '../table/watch.ts';
import { type Whereabouts, whereaboutsOf } from '../table/whereabouts.ts';
import { membershipRowsOf, type WorkspaceMemberRow } from '../table/workspace-member.ts';
import { endConnections, hasLapsed } from './expiry.ts';
import { frameOf } from './frame.ts';
import type { Wires } from './wires.ts';

/** Tells those who look at a person, and still share a workspace with them. Who does not look learns it when they do. */
export async function tellWatchers(wires: Wires, userId: string, event: Event): Promise<void> {
  const watches = (await watchersOf(wires.store, userId, wires.now)).filter((watch) => watch.userId !== userId);
  if (watches.length === 0) return;
  const rows = await membershipRowsOf(wires.store, userId);
  await postToWatchers(wires, { userId, rows }, watches, event, { hidden: true });
}

/** A person, and the workspaces that they are or were in. */
interface Watched {
  readonly userId: string;
  readonly rows: readonly WorkspaceMemberRow[];
}

/**
 * Posts to those watches whose people still share a workspace with the person; to `hidden` windows only if that is said.
 * Watches of gone sockets expire by themselves.
 */
export async function postToWatchers(
  wires: Wires,
  watched: Watched,
  watches: readonly Watch[],
  event: Event,
  to: { readonly hidden: boolean },
): Promise<void> {
  const watchers = watches.map(({ userId }) => userId);
  const colleagues = await colleaguesOf(wires.store, watched, watchers);
  const seen = watches.flatMap(({ userId, connectionId }) => {
    const open = colleagues.get(userId)?.connections ?? [];
    return open.find((connection) => connection.connectionId === connectionId) ?? [];
  });
  const live = seen.filter(({ exp }) => !hasLapsed(exp, wires.now));
  await endConnections(
    wires,
    seen.filter((connection) => !live.includes(connection)),
  );
  const ids = live.filter(({ visible }) => visible || to.hidden).map(({ connectionId }) => connectionId);
  if (ids.length > 0) await wires.gateway.post(ids, frameOf(event));
}

/** How present those of `others` are whom the caller shares a workspace with, by their own `rows`; the rest is left out. */
export async function presenceAmong(
  {
    store,
    caller: { userId },
    now,
  }: { readonly store: Store; readonly caller: { readonly userId: string }; readonly now: number },
  rows: readonly WorkspaceMemberRow[],
  others: readonly string[],
): Promise<Presence[]> {
  const colleagues = await colleaguesOf(store, { userId, rows }, others);
  return [...colleagues].map(([of, { connections }]) => presenceOf(of, connections, now));
}

const isIn = ({ gone }: WorkspaceMemberRow): boolean => gone === null;

/** Where those of `others` are who are in a workspace with the person; oneself always is. One round trip. */
export async function colleaguesOf(
  store: Store,
  { userId, rows }: Watched,
  others: readonly string[],
): Promise<ReadonlyMap<string, Whereabouts>> {
  const own = new Set(rows.filter(isIn).map(({ workspaceId }) => workspaceId));
  const found = new Map<string, Whereabouts>();
  await Promise.all(
    [...new Set(others)].map(async (other) => {
      const place = await whereaboutsOf(store, other);
      const shares = place.rows.some((row) => isIn(row) && own.has(row.workspaceId));
      if (shares || other === userId) found.set(other, place);
    }),
  );
  return found;
}
