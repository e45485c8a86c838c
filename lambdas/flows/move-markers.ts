import type { MovedMarker, ReadMarker } from '../../protocol/read-marker.ts';
import type { Scope } from '../ports/index.ts';
import { loadMembership, moveReadMarker, toMembershipRow } from '../table/channel-member.ts';
import { isConditionFailed } from '../table/store.ts';
import { afterReading, type Reader } from './after-reading.ts';

interface Outcome {
  readonly marker: MovedMarker;
  readonly moved: boolean;
}

/**
 * Moves a person's read markers, forward only unless `unread`. Each write rests on their own membership: without one there is
 * nothing to move. @returns the markers as they stand now, without those of channels that are not theirs.
 */
export async function moveMarkers(
  scope: Scope,
  reader: Reader,
  markers: readonly ReadMarker[],
  unread = false,
): Promise<MovedMarker[]> {
  const last = new Map(markers.map((marker) => [marker.channelId, marker]));
  const outcomes = await Promise.all([...last.values()].map((marker) => move(scope, reader.userId, marker, unread)));
  const known = outcomes.flatMap((outcome) => outcome ?? []);
  const moved = known.filter((outcome) => outcome.moved).map(({ marker }) => marker);
  if (moved.length > 0) scope.after(() => afterReading(scope, reader, moved));
  return known.map(({ marker }) => marker);
}

async function move({ store }: Scope, userId: string, marker: ReadMarker, back: boolean): Promise<Outcome | undefined> {
  try {
    const item = await store.update(moveReadMarker(userId, marker, back));
    return { marker: markerOf(toMembershipRow(item)), moved: true };
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    const row = await loadMembership(store, marker.channelId, userId);
    return row && { marker: markerOf(row), moved: false };
  }
}

const markerOf = ({ channelId, readSeq, readOrd, readVersion }: MovedMarker): MovedMarker => ({
  channelId,
  readSeq,
  readOrd,
  readVersion,
});
