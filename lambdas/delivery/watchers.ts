import type { Event } from '../../protocol/events.ts';
import { watchersOf } from '../table/watch.ts';
import { frameOf } from './frame.ts';
import { whoShareWorkspace } from './presence.ts';
import type { Wires } from './wires.ts';

/** Tells those who look at a person, and still share a workspace with them. Who does not look learns it when they do. */
export async function tellWatchers(wires: Wires, userId: string, event: Event): Promise<void> {
  const watches = (await watchersOf(wires.store, userId, wires.now)).filter((watch) => watch.userId !== userId);
  if (watches.length === 0) return;
  const watchers = watches.map((watch) => watch.userId);
  const colleagues = await whoShareWorkspace(wires.store, userId, watchers);
  const live = watches.filter((watch) => colleagues.has(watch.userId));
  if (live.length === 0) return;
  await wires.gateway.post(
    live.map(({ connectionId }) => connectionId),
    frameOf(event),
  );
}
