import type { Places } from '../../protocol/access-declaration.ts';
import { MEMBERS, type People } from './people.ts';

interface Made {
  readonly inviteId: string;
  readonly secret: string;
}

/** The workspaces and the invites into the first one. */
export interface Workspaces {
  readonly own: string;
  readonly foreign: string;
  readonly general: string;
  readonly invites: Readonly<Record<Places['secret'] | 'ofMember' | 'ofAdmin', Made>>;
}

const DAY = 24 * 3_600;

/** The workspace with everyone who is or was in it, and another one. */
export async function found(people: People): Promise<Workspaces> {
  const { owner, foreigner, alien, demoted } = people;
  const { workspace } = await owner.call('workspace.create', { name: 'Own' });
  const { workspaceId: own, generalChannelId: general } = workspace;
  const { workspaceId: foreign } = (await foreigner.call('workspace.create', { name: 'Foreign' })).workspace;
  const invite = async (
    by: keyof People,
    more: { readonly uses?: number; readonly role?: 'admin'; seconds?: number } = {},
  ) => {
    const { uses = 100, role = 'member', seconds = DAY } = more;
    const workspaceId = by === 'foreigner' ? foreign : own;
    const made = await people[by].call('invite.create', { workspaceId, role, uses, expiresInSeconds: seconds });
    return { inviteId: made.invite.inviteId, secret: made.secret };
  };
  const usable = await invite('owner');
  const used = await invite('owner', { uses: 1 });
  await demoted.call('invite.accept', { secret: used.secret });
  for (const name of MEMBERS) await people[name].call('invite.accept', { secret: usable.secret });
  await alien.call('invite.accept', { secret: (await invite('foreigner')).secret });
  await owner.call('member.changeRole', { workspaceId: own, userId: people.ownerInside.userId, role: 'owner' });
  for (const name of ['admin', 'adminInside', 'demoted'] as const) {
    await owner.call('member.changeRole', { workspaceId: own, userId: people[name].userId, role: 'admin' });
  }
  const invites = {
    usable,
    used,
    revoked: await invite('owner'),
    expired: await invite('owner', { seconds: 60 }),
    ofExpelled: await invite('expelled'),
    ofDeactivated: await invite('deactivated'),
    ofDemoted: await invite('demoted', { role: 'admin' }),
    ofMember: await invite('member'),
    ofAdmin: await invite('adminInside'),
  };
  await owner.call('invite.revoke', { workspaceId: own, inviteId: invites.revoked.inviteId });
  return { own, foreign, general, invites };
}
