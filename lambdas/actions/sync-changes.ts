import { LIMITS } from '../../protocol/limits.ts';
import { missedChanges } from '../flows/missed-changes.ts';
import { seeChannel } from '../flows/see-channel.ts';
import { action } from './action.ts';

export const syncChanges = action('sync.changes', {
  allow: (context, { channelId }) => seeChannel(context, context.caller.userId, channelId),
  run: (context, { after, limit = LIMITS.changesPage }, { head }) =>
    missedChanges(context, context.caller.userId, head, after, limit),
});
