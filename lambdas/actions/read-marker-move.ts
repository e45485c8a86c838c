import type { MovedMarker } from '../../protocol/read-marker.ts';
import { afterReading } from '../flows/after-reading.ts';
import { loadMembership, moveReadMarker, toMembershipRow } from '../table/channel-member.ts';
import { isConditionFailed } from '../table/store.ts';
import { action, type Context } from './action.ts';

interface Outcome {
  readonly marker: MovedMarker;
  readonly moved: boolean;
}

export const readMarkerMove = action('readMarker.move', {
  /** Each write rests on one's own membership: without one there is nothing to move. */
  allow: () => Promise.resolve(),

  async run(context, { markers, unread = false }) {
    const last = new Map(markers.map((marker) => [marker.channelId, marker]));
    const outcomes = await Promise.all([...last.values()].map((marker) => move(context, marker, unread)));
    const known = outcomes.flatMap((outcome) => outcome ?? []);
    const moved = known.filter((outcome) => outcome.moved).map(({ marker }) => marker);
    if (moved.length > 0) context.after(() => afterReading(context, context.caller, moved));
    return { markers: known.map(({ marker }) => marker) };
  },
});

async function move(
  { store, caller }: Context,
  marker: Parameters<typeof moveReadMarker>[1],
  back: boolean,
): Promise<Outcome | undefined> {
  try {
    const item = await store.update(moveReadMarker(caller.userId, marker, back));
    return { marker: markerOf(toMembershipRow(item)), moved: true };
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    const row = await loadMembership(store, marker.channelId, caller.userId);
    return row && { marker: markerOf(row), moved: false };
  }
}

const markerOf = ({ channelId, readSeq, readOrd, readVersion }: MovedMarker): MovedMarker => ({
  channelId,
  readSeq,
  readOrd,
  readVersion,
});
