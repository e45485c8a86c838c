import { countTry } from '../flows/tries.ts';
import { checkUsable, knownInvite } from '../flows/usable-invite.ts';
import { action } from './action.ts';

export const invitePreview = action('invite.preview', {
  async allow(context, { secret }) {
    await countTry(context, 'preview', { address: context.browser.address });
    const known = await knownInvite(context, secret);
    checkUsable(known, context.now);
    return known;
  },
  run: async (_context, _input, { workspace, inviter }) => ({
    workspaceName: workspace.name,
    invitedBy: inviter?.displayName ?? '',
  }),
});
