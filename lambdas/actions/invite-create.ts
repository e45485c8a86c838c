import { forbidden } from '../../protocol/errors.ts';
import { hashOf, newSecret } from '../domain/secrets.ts';
import { mayInvite } from '../domain/workspace-rules.ts';
import { seeWorkspace } from '../flows/see-workspace.ts';
import { countTry } from '../flows/tries.ts';
import { putInvite, toInvite } from '../table/invite.ts';
import { checkWorkspaceRole } from '../table/workspace-member.ts';
import { action } from './action.ts';

export const inviteCreate = action('invite.create', {
  async allow(context, { workspaceId, role }) {
    const { userId } = context.caller;
    const [member] = await Promise.all([
      seeWorkspace(context, workspaceId, userId),
      countTry(context, 'invite', { account: userId }),
    ]);
    if (!mayInvite(member.role, role)) throw forbidden();
    return member;
  },
  async run({ store, random, now }, { workspaceId, role, uses, expiresInSeconds }, member) {
    const secret = newSecret(random);
    const expiresAt = now + expiresInSeconds * 1_000;
    const made = { createdBy: member.userId, createdAt: now, expiresAt };
    const invite = { inviteId: hashOf(secret), workspaceId, role, uses, usesLeft: uses, revoked: false, ...made };
    await store.write([putInvite(invite), checkWorkspaceRole(workspaceId, member.userId, member.role)]);
    return { invite: toInvite(invite), secret };
  },
});
