import type { Profile } from '../../protocol/profile.ts';
import type { Member, Workspace, WorkspaceRole } from '../../protocol/workspace.ts';
import { WORKSPACE_ROLES } from '../../protocol/workspace.ts';
import { folded } from '../domain/folded.ts';
import { numberOf, textOf } from './attributes.ts';
import { everyItem } from './every-item.ts';
import { directoryKey, ITEM_VERSION, keys, ranges, userPk } from './schema.ts';
import type { Condition, Item, Store, Write } from './store.ts';
import { toProfile } from './user.ts';
import { toWorkspaceRow } from './workspace.ts';

/**
 * A person in a workspace. The row outlives the membership (`gone`), so that what they wrote keeps its name and an old
 * invite does not bring back who was removed: read it through the functions of this file.
 */
export interface WorkspaceMemberRow extends Omit<Member, 'deactivated'> {
  readonly workspaceId: string;
  readonly gone: 'left' | 'removed' | null;
  /** When they went, milliseconds UTC. */
  readonly goneAt: number;
  /** Who ended it, while their conversations are still being ended; null before and after. */
  readonly endingBy: string | null;
}

const roleOf = (item: Item): WorkspaceRole => WORKSPACE_ROLES.find((role) => role === item['role']) ?? 'member';

const GONE = ['left', 'removed'] as const;

export const toWorkspaceMemberRow = (item: Item): WorkspaceMemberRow => ({
  ...toProfile(item),
  workspaceId: textOf(item, 'workspaceId'),
  role: roleOf(item),
  joinedAt: numberOf(item, 'joinedAt'),
  gone: GONE.find((state) => state === item['gone']) ?? null,
  goneAt: numberOf(item, 'goneAt'),
  endingBy: textOf(item, 'endingBy') || null,
});

/** As others see it; whether the account is deactivated is on the person's own row. */
export const toMember = (
  { userId, displayName, title, timeZone, role, joinedAt }: WorkspaceMemberRow,
  deactivated: boolean,
): Member => ({ userId, displayName, title, timeZone, role, joinedAt, deactivated });

/** The row of a person in a workspace, also of one who has gone. Read strongly. */
export async function loadWorkspaceMemberRow(
  store: Store,
  workspaceId: string,
  userId: string,
): Promise<WorkspaceMemberRow | undefined> {
  const item = await store.get(keys.workspaceMember(workspaceId, userId), { consistent: true });
  return item && toWorkspaceMemberRow(item);
}

/** A member of the workspace as of now (read strongly); undefined for who is not, or no longer, in it. */
export async function loadWorkspaceMember(
  store: Store,
  workspaceId: string,
  userId: string,
): Promise<WorkspaceMemberRow | undefined> {
  const row = await loadWorkspaceMemberRow(store, workspaceId, userId);
  return row && row.gone === null ? row : undefined;
}

/** Holds on the row of a person who is in the workspace. */
export const PRESENT: Condition = { all: [{ exists: 'pk' }, { absent: 'gone' }] };

/** In a transaction: the person is (still) in the workspace. */
export const checkWorkspaceMember = (workspaceId: string, userId: string): Write => ({
  check: keys.workspaceMember(workspaceId, userId),
  if: PRESENT,
});

/** In a transaction: the person is (still) an owner or admin of the workspace. */
export const checkWorkspaceAdmin = (workspaceId: string, userId: string): Write => ({
  check: keys.workspaceMember(workspaceId, userId),
  if: { all: [PRESENT, { any: [{ eq: ['role', 'owner'] }, { eq: ['role', 'admin'] }] }] },
});

/** In a transaction: the person is in the workspace and (still) has this role. */
export const checkWorkspaceRole = (workspaceId: string, userId: string, role: WorkspaceRole): Write => ({
  check: keys.workspaceMember(workspaceId, userId),
  if: { all: [PRESENT, { eq: ['role', role] }] },
});

/** The workspaces that a person is in, by workspace id. */
export const membershipRowsOf = async (store: Store, userId: string): Promise<readonly WorkspaceMemberRow[]> =>
  (await everyRowOf(store, userId)).filter((row) => row.gone === null);

/** The workspaces that a person is or was in, by workspace id. By default read strongly. */
export async function everyRowOf(
  store: Store,
  userId: string,
  { consistent }: { readonly consistent: boolean } = { consistent: true },
): Promise<readonly WorkspaceMemberRow[]> {
  const items = await everyItem(store, { pk: userPk(userId), sk: ranges.workspaces, consistent });
  return items.map(toWorkspaceMemberRow);
}

/** The workspaces behind a person's rows, as they see them. One round trip. */
export async function workspacesBehind(
  store: Store,
  rows: readonly WorkspaceMemberRow[],
  reading: { readonly consistent: boolean } = { consistent: true },
): Promise<Workspace[]> {
  const workspaces: Workspace[] = [];
  for (let start = 0; start < rows.length; start += 100) {
    const part = rows.slice(start, start + 100);
    const items = await store.getMany(
      part.map((row) => keys.workspace(row.workspaceId)),
      reading,
    );
    for (const [index, row] of part.entries()) {
      const item = items[index];
      if (item) workspaces.push(seenBy(toWorkspaceRow(item), row.role));
    }
  }
  return workspaces;
}

/** A workspace as a member with this role sees it. */
export const seenBy = (
  { workspaceId, name, generalChannelId }: { workspaceId: string; name: string; generalChannelId: string },
  role: WorkspaceRole,
): Workspace => ({ workspaceId, name, generalChannelId, role });

export interface NewMember {
  readonly workspaceId: string;
  readonly profile: Profile;
  readonly role: WorkspaceRole;
  readonly joinedAt: number;
}

/** Puts a person into a workspace. Refused for who is in it; `condition` further limits who may come back. */
export const putWorkspaceMember = (
  { workspaceId, profile, role, joinedAt }: NewMember,
  mayReturn: Condition = { exists: 'gone' },
): Write => ({
  put: {
    ...keys.workspaceMember(workspaceId, profile.userId),
    ...directoryKey.workspaceMember(workspaceId, folded(profile.displayName), profile.userId),
    v: ITEM_VERSION,
    workspaceId,
    role,
    joinedAt,
    ...profile,
  },
  if: { any: [{ absent: 'pk' }, mayReturn] },
});

/** Copies a changed profile to the person's row in a workspace. */
export const updateMemberProfile = (workspaceId: string, profile: Profile): Write => ({
  update: keys.workspaceMember(workspaceId, profile.userId),
  changes: {
    set: { ...profile, ...directoryKey.workspaceMember(workspaceId, folded(profile.displayName), profile.userId) },
  },
  if: PRESENT,
});

/** Changes a role, as long as it still is what was read. */
export const changeMemberRole = (
  workspaceId: string,
  userId: string,
  from: WorkspaceRole,
  to: WorkspaceRole,
): Write => ({
  update: keys.workspaceMember(workspaceId, userId),
  changes: { set: { role: to } },
  if: { all: [PRESENT, { eq: ['role', from] }] },
});

/** How, when and by whom a membership ended. */
export interface Leaving {
  readonly how: 'left' | 'removed';
  readonly by: string;
  readonly at: number;
}

/** From here on the person is no member for anyone who asks; their conversations are ended next. */
export const startLeaving = (
  workspaceId: string,
  userId: string,
  role: WorkspaceRole,
  { how, by, at }: Leaving,
): Write => ({
  update: keys.workspaceMember(workspaceId, userId),
  changes: { set: { gone: how, goneAt: at, endingBy: by }, remove: ['dpk', 'dsk'] },
  if: { all: [PRESENT, { eq: ['role', role] }] },
});

/** Their conversations have ended. Refused when that is noted already. */
export const finishLeaving = (workspaceId: string, userId: string): Write => ({
  update: keys.workspaceMember(workspaceId, userId),
  changes: { remove: ['endingBy'] },
  if: { exists: 'endingBy' },
});
