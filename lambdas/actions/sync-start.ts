import { Problem } from '../../protocol/errors.ts';
import { ownChannels } from '../flows/own-channel.ts';
import { membershipsOf } from '../table/channel-member.ts';
import { keys } from '../table/schema.ts';
import { toMe } from '../table/user.ts';
import { workspacesOf } from '../table/workspace-member.ts';
import { action, type Context } from './action.ts';

export const syncStart = action('sync.start', {
  async allow({ store, caller }) {
    const [user, workspaces, memberships] = await Promise.all([
      store.get(keys.user(caller.userId), { consistent: true }),
      workspacesOf(store, caller.userId),
      membershipsOf(store, caller.userId),
    ]);
    if (!user) throw new Problem('unauthenticated', 'Log in again.');
    return { me: toMe(user), workspaces: [...workspaces], memberships };
  },

  run: async (context: Context, _input, { me, workspaces, memberships }) => ({
    now: context.now,
    me,
    workspaces,
    channels: await ownChannels(context, memberships),
  }),
});
