import type { Event } from '../../protocol/events.ts';
import type { MovedMarker } from '../../protocol/read-marker.ts';
import { unlessRefused } from '../delivery/expiry.ts';
import { tellPerson } from '../delivery/people.ts';
import type { Scope } from '../ports/index.ts';
import { loadChannels } from '../table/channel.ts';
import { clearHint, ownSubscriptions } from '../table/subscription.ts';

/** Who read, and the socket that they said so over; null over HTTP. */
export interface Reader {
  readonly userId: string;
  readonly connectionId: string | null;
}

/** A person has read: their other connections learn it, and hints for these channels come again. */
export async function afterReading(scope: Scope, reader: Reader, markers: readonly MovedMarker[]): Promise<void> {
  const moved = markers.map((marker): Event => ({ type: 'readMarker.moved', marker }));
  await Promise.all([
    tellPerson(scope, reader.userId, moved, { except: reader.connectionId }),
    hintAgain(scope, reader.userId, markers),
  ]);
}

/**
 * Clears the hints that were given. A message that came between the read and the clearing met the old hint and was silent:
 * so the heads are looked at after it, and what is ahead is hinted at once.
 */
async function hintAgain(scope: Scope, userId: string, markers: readonly MovedMarker[]): Promise<void> {
  const cleared = await Promise.all(markers.map((marker) => clearHints(scope, marker.channelId, userId)));
  const affected = markers.filter((_, index) => cleared[index]);
  if (affected.length === 0) return;
  const heads = await loadChannels(
    scope.store,
    affected.map(({ channelId }) => channelId),
  );
  const readOrds = new Map(affected.map(({ channelId, readOrd }) => [channelId, readOrd]));
  const ahead = heads.filter(({ channelId, ord }) => ord > (readOrds.get(channelId) ?? 0));
  const hints = ahead.map(({ channelId, seq, ord }): Event => ({ type: 'channel.hinted', channelId, seq, ord }));
  if (hints.length > 0) await tellPerson(scope, userId, hints);
}

async function clearHints({ store }: Scope, channelId: string, userId: string): Promise<boolean> {
  const rows = await ownSubscriptions(store, channelId, userId);
  const hinted = rows.filter((row) => row.hinted);
  await Promise.all(hinted.map((row) => unlessRefused(store.write([clearHint(row)]))));
  return hinted.length > 0;
}
