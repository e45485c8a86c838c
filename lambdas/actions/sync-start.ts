import { Problem } from '../../protocol/errors.ts';
import { ownChannels } from '../flows/own-channel.ts';
import { ownMemberships } from '../flows/own-memberships.ts';
import { keys } from '../table/schema.ts';
import { toMe } from '../table/user.ts';
import { workspacesBehind } from '../table/workspace-member.ts';
import { action, type Context } from './action.ts';

export const syncStart = action('sync.start', {
  async allow(context) {
    const { userId } = context.caller;
    const [user, own] = await Promise.all([
      context.store.get(keys.user(userId), { consistent: true }),
      ownMemberships(context, userId),
    ]);
    if (!user) throw new Problem('unauthenticated', 'Log in again.');
    return { me: toMe(user), ...own };
  },

  async run(context: Context, _input, { me, rows, memberships }) {
    const [workspaces, channels] = await Promise.all([
      workspacesBehind(context.store, rows),
      ownChannels(context, memberships),
    ]);
    return { now: context.now, me, workspaces, channels };
  },
});
