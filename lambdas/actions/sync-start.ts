import { Problem } from '../../protocol/errors.ts';
import { ownChannels } from '../flows/own-channel.ts';
import { membershipsOf } from '../table/channel-member.ts';
import { keys } from '../table/schema.ts';
import { toMe } from '../table/user.ts';
import { membershipRowsOf, workspacesBehind } from '../table/workspace-member.ts';
import { action, type Context } from './action.ts';

export const syncStart = action('sync.start', {
  async allow({ store, caller }) {
    const [user, rows, memberships] = await Promise.all([
      store.get(keys.user(caller.userId), { consistent: true }),
      membershipRowsOf(store, caller.userId),
      membershipsOf(store, caller.userId),
    ]);
    if (!user) throw new Problem('unauthenticated', 'Log in again.');
    return { me: toMe(user), rows, memberships };
  },

  async run(context: Context, _input, { me, rows, memberships }) {
    const [workspaces, channels] = await Promise.all([
      workspacesBehind(context.store, rows),
      ownChannels(context, memberships),
    ]);
    return { now: context.now, me, workspaces, channels };
  },
});
