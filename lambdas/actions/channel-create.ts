import type { OwnChannel } from '../../protocol/channel.ts';
import { forbidden } from '../../protocol/errors.ts';
import { channelIdOf } from '../domain/direct-id.ts';
import { createChannel } from '../flows/create-channel.ts';
import { ownChannel } from '../flows/own-channel.ts';
import { subscribePerson } from '../flows/subscribe.ts';
import { countTry } from '../flows/tries.ts';
import { loadChannel } from '../table/channel.ts';
import { loadMembership } from '../table/channel-member.ts';
import { loadWorkspaceMember } from '../table/workspace-member.ts';
import { action, type Context } from './action.ts';

export const channelCreate = action('channel.create', {
  async allow(context, { workspaceId }) {
    const { userId } = context.caller;
    const [member] = await Promise.all([
      loadWorkspaceMember(context.store, workspaceId, userId),
      countTry(context, 'channel', { account: userId }),
    ]);
    if (!member) throw forbidden();
  },

  async run(context, { topic = '', purpose = '', requestId, ...input }) {
    const { userId, connectionId } = context.caller;
    const channelId = requestId === undefined ? undefined : channelIdOf(userId, requestId);
    const wanted = { ...input, topic, purpose, channelId, general: false };
    try {
      return { own: await createChannel(context, userId, wanted, connectionId) };
    } catch (error) {
      const first = channelId === undefined ? undefined : await madeBefore(context, channelId);
      if (!first) throw error;
      return { own: first };
    }
  },
});

/** The channel that this request id made before: only the reply was lost. Its maker's sockets may not hear it yet. */
async function madeBefore(context: Context, channelId: string): Promise<OwnChannel | undefined> {
  const { store, caller } = context;
  const [head, membership] = await Promise.all([
    loadChannel(store, channelId),
    loadMembership(store, channelId, caller.userId),
  ]);
  if (!head || !membership) return undefined;
  await subscribePerson(context, channelId, caller.userId);
  return ownChannel(head, membership);
}
