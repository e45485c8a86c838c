import type { Invite, WorkspaceRole } from '../../protocol/workspace.ts';
import { WORKSPACE_ROLES } from '../../protocol/workspace.ts';
import { flagOf, numberOf, textOf, ttlAt } from './attributes.ts';
import { DIRECTORY, directoryKey, directoryRanges, ITEM_VERSION, keys, workspacePk } from './schema.ts';
import type { Cursor, Item, Store, Write } from './store.ts';

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

/** Invites of a workspace that can still be used, newest first (at most 1,000 are looked at). */
export async function openInvites(store: Store, workspaceId: string, now: number): Promise<readonly InviteRow[]> {
  const found: InviteRow[] = [];
  let from: Cursor | undefined;
  let read = 0;
  do {
    const page = await store.query({
      pk: workspacePk(workspaceId),
      index: DIRECTORY,
      sk: directoryRanges.invites,
      descending: true,
      limit: 200,
      ...(from ? { from } : {}),
    });
    found.push(...page.items.map(toInviteRow));
    read += page.items.length;
    from = page.next;
  } while (from && read < 1_000);
  return found.filter((invite) => isOpen(invite, now));
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
