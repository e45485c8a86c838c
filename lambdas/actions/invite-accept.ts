import { forbidden } from '../../protocol/errors.ts';
import { tellPerson } from '../delivery/people.ts';
import { joinWorkspace } from '../flows/join-workspace.ts';
import { startMembership } from '../flows/start-membership.ts';
import { countTry } from '../flows/tries.ts';
import { knownInvite } from '../flows/usable-invite.ts';
import { loadChannel } from '../table/channel.ts';
import { loadUser, toProfileOf } from '../table/user.ts';
import { seenBy } from '../table/workspace-member.ts';
import { action } from './action.ts';

/** Repeating it is harmless: a member joins #general again if a crash kept them out. */
export const inviteAccept = action('invite.accept', {
  async allow(context, { secret }) {
    const { userId } = context.caller;
    await countTry(context, 'accept', { address: context.browser?.address ?? null, account: userId });
    const [known, user] = await Promise.all([knownInvite(context, secret), loadUser(context.store, userId)]);
    if (!user) throw forbidden();
    return { known, user };
  },
  async run(context, { secret }, { known, user }) {
    const { store, caller } = context;
    const { userId } = user;
    const role = await joinWorkspace(context, known, secret, toProfileOf(user));
    const workspace = seenBy(known.workspace, role);
    const general = await loadChannel(store, workspace.generalChannelId);
    if (general) await startMembership(context, general, [userId], 'joined', userId, caller.connectionId);
    context.after(() =>
      tellPerson(context, userId, [{ type: 'workspace.changed', workspace }], { except: caller.connectionId }),
    );
    return { workspace };
  },
});
