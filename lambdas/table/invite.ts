import type { Invite, WorkspaceRole } from '../../protocol/workspace.ts';
import { WORKSPACE_ROLES } from '../../protocol/workspace.ts';
import { flagOf, numberOf, textOf, ttlAt } from './attributes.ts';
import { firstItems } from './every-item.ts';
import { DIRECTORY, directoryKey, directoryRanges, ITEM_VERSION, keys, workspacePk } from './schema.ts';
import type { Item, Store, Write } from './store.ts';

/** An invite as it is stored: `inviteId` is the hash of its secret. */
export interface InviteRow extends Invite {
  readonly workspaceId: string;
}

const toInviteRow = (item: Item): InviteRow => ({
  inviteId: textOf(item, 'inviteId'),
  workspaceId: textOf(item, 'workspaceId'),
  role: WORKSPACE_ROLES.find((role) => role === item['role']) ?? 'member',
  createdBy: textOf(item, 'createdBy'),
  createdAt: numberOf(item, 'createdAt'),
  expiresAt: numberOf(item, 'expiresAt'),
  uses: numberOf(item, 'uses'),
  usesLeft: numberOf(item, 'usesLeft'),
  revoked: flagOf(item, 'revoked'),
});

export function toInvite(row: InviteRow): Invite {
  const { inviteId, role, createdBy, createdAt, expiresAt, uses, usesLeft, revoked } = row;
  return { inviteId, role, createdBy, createdAt, expiresAt, uses, usesLeft, revoked };
}

/** An expired invite stays a day, so that its holder learns why it does not work. */
const KEPT_MS = 24 * 3_600_000;

export const putInvite = (invite: InviteRow): Write => ({
  put: {
    ...keys.invite(invite.inviteId),
    ...directoryKey.invite(invite.workspaceId, invite.createdAt, invite.inviteId),
    v: ITEM_VERSION,
    ttl: ttlAt(invite.expiresAt + KEPT_MS),
    ...invite,
  },
  if: { absent: 'pk' },
});

export async function loadInvite(store: Store, inviteId: string): Promise<InviteRow | undefined> {
  const item = await store.get(keys.invite(inviteId), { consistent: true });
  return item && toInviteRow(item);
}

/** Of a workspace, that are looked at. */
const MOST_INVITES = 1_000;

/** Invites of a workspace that can still be used, newest first. */
export async function openInvites(store: Store, workspaceId: string, now: number): Promise<readonly InviteRow[]> {
  const query = { pk: workspacePk(workspaceId), index: DIRECTORY, sk: directoryRanges.invites, descending: true };
  const { items } = await firstItems(store, query, MOST_INVITES);
  return items.map(toInviteRow).filter((invite) => isOpen(invite, now));
}

export const isOpen = (invite: InviteRow, now: number): boolean =>
  !invite.revoked && invite.usesLeft > 0 && invite.expiresAt > now;

/** Takes one use. Refused when the invite is used up, revoked or expired. */
export const useInvite = (inviteId: string, now: number, role: WorkspaceRole): Write => ({
  update: keys.invite(inviteId),
  changes: { add: { usesLeft: -1 } },
  if: {
    all: [
      { gt: ['usesLeft', 0] },
      { gt: ['expiresAt', now] },
      { eq: ['role', role] },
      { not: { eq: ['revoked', true] } },
    ],
  },
});

export const revokeInvite = (inviteId: string, workspaceId: string): Write => ({
  update: keys.invite(inviteId),
  changes: { set: { revoked: true } },
  if: { eq: ['workspaceId', workspaceId] },
});
