import { forbidden } from '../../protocol/errors.ts';
import { createChannel } from '../flows/create-channel.ts';
import { loadWorkspaceMember } from '../table/workspace-member.ts';
import { action } from './action.ts';

export const channelCreate = action('channel.create', {
  async allow({ store, caller }, { workspaceId }) {
    if (!(await loadWorkspaceMember(store, workspaceId, caller.userId))) throw forbidden();
  },

  async run(context, { topic = '', purpose = '', ...input }) {
    const { userId, connectionId } = context.caller;
    const wanted = { ...input, topic, purpose, general: false };
    return { own: await createChannel(context, userId, wanted, connectionId) };
  },
});
