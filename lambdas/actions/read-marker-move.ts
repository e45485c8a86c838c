import { moveMarkers } from '../flows/move-markers.ts';
import { action } from './action.ts';

export const readMarkerMove = action('readMarker.move', {
  /** Each write rests on one's own membership: without one there is nothing to move. */
  allow: () => Promise.resolve(),

  run: async (context, { markers, unread = false }) => ({
    markers: await moveMarkers(context, context.caller, markers, unread),
  }),
});
