import { newId } from '../domain/ids.ts';
import { forbidden } from '../../protocol/errors.ts';
import { createChannel } from '../flows/create-channel.ts';
import { countTry } from '../flows/tries.ts';
import { loadUser, toProfileOf } from '../table/user.ts';
import { putWorkspace } from '../table/workspace.ts';
import { putWorkspaceMember } from '../table/workspace-member.ts';
import { action } from './action.ts';

/** With its #general and its owner in one transaction: a workspace is whole from its first moment. */
export const workspaceCreate = action('workspace.create', {
  async allow(context) {
    const { userId } = context.caller;
    const [user] = await Promise.all([
      loadUser(context.store, userId),
      countTry(context, 'workspace', { account: userId }),
    ]);
    if (!user) throw forbidden();
    return user;
  },
  async run(context, { name }, user) {
    const { random, now, caller } = context;
    const { userId } = user;
    const workspaceId = newId('W', random);
    const facts = { workspaceId, name: 'general', kind: 'public', topic: '', purpose: '', general: true } as const;
    const { channel } = await createChannel(context, userId, facts, caller.connectionId, (generalChannelId) => [
      putWorkspace({ workspaceId, name, generalChannelId, createdBy: userId, createdAt: now }),
      putWorkspaceMember({ workspaceId, profile: toProfileOf(user), role: 'owner', joinedAt: now }),
    ]);
    const generalChannelId = channel.channelId;
    return { workspace: { workspaceId, name, role: 'owner', generalChannelId } };
  },
});
