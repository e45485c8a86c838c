import * as z from 'zod/mini';
import { contract } from './contract.ts';
import { ChannelId, InviteId, Timestamp, UserId, WorkspaceId } from './ids.ts';
import { LIMITS } from './limits.ts';
import { Profile } from './profile.ts';
import { line, Secret } from './text.ts';

export const WORKSPACE_ROLES = ['owner', 'admin', 'member'] as const;
export const WorkspaceRole = z.enum(WORKSPACE_ROLES);
export type WorkspaceRole = z.infer<typeof WorkspaceRole>;

export const WorkspaceName = line('the name of the workspace', LIMITS.nameCharacters);

/** A workspace as one of its members sees it; `role` is the reader's own. */
export const Workspace = z.strictObject({
  workspaceId: WorkspaceId,
  name: z.string(),
  role: WorkspaceRole,
  generalChannelId: ChannelId,
});
export type Workspace = z.infer<typeof Workspace>;

/** A person in a workspace. `deactivated`: an operator has forbidden them to log in. */
export const Member = z.strictObject({
  ...Profile.shape,
  role: WorkspaceRole,
  joinedAt: Timestamp,
  deactivated: z.boolean(),
});
export type Member = z.infer<typeof Member>;

/** An invite as the list shows it; its secret is shown once, when it is made. */
export const Invite = z.strictObject({
  inviteId: InviteId,
  role: WorkspaceRole,
  createdBy: UserId,
  createdAt: Timestamp,
  expiresAt: Timestamp,
  uses: z.int(),
  usesLeft: z.int(),
  revoked: z.boolean(),
});
export type Invite = z.infer<typeof Invite>;

/** Pages of lists go on by this opaque mark. */
export const PageMark = z.string().check(z.maxLength(1_024));

const byHttp = { transports: ['http'] } as const;
const canConflict = { ...byHttp, errors: ['forbidden', 'conflict'] } as const;
const InWorkspace = { workspaceId: WorkspaceId };
const Nothing = z.strictObject({});

export const workspaceContracts = {
  'workspace.create': contract(
    'Create a workspace with a #general channel; you become its owner.',
    z.strictObject({ name: WorkspaceName }),
    z.strictObject({ workspace: Workspace }),
    { ...byHttp, errors: ['conflict'] },
  ),
  'workspace.rename': contract(
    'Rename a workspace (owners and admins).',
    z.strictObject({ ...InWorkspace, name: WorkspaceName }),
    z.strictObject({ workspace: Workspace }),
    byHttp,
  ),
  'workspace.leave': contract(
    'Leave a workspace and its channels. The last owner cannot.',
    z.strictObject(InWorkspace),
    Nothing,
    canConflict,
  ),
  'member.list': contract(
    'People of a workspace, by name; `text` finds names and titles.',
    z.strictObject({ ...InWorkspace, text: z.optional(z.string().check(z.maxLength(80))), from: z.optional(PageMark) }),
    z.strictObject({ members: z.array(Member), next: z.optional(PageMark) }),
    byHttp,
  ),
  'member.changeRole': contract(
    'Change a person’s role (owners; admins among admins and members).',
    z.strictObject({ ...InWorkspace, userId: UserId, role: WorkspaceRole }),
    z.strictObject({ member: Member }),
    canConflict,
  ),
  'member.remove': contract(
    'Remove a person from a workspace and all its channels, within two seconds.',
    z.strictObject({ ...InWorkspace, userId: UserId }),
    Nothing,
    canConflict,
  ),
  'invite.create': contract(
    'Make an invite link. Members invite members; only owners and admins invite admins; owners are made by `member.changeRole`.',
    z.strictObject({
      ...InWorkspace,
      role: z.enum(['admin', 'member']),
      uses: z.int().check(z.gte(1), z.lte(LIMITS.inviteUses)),
      expiresInSeconds: z.int().check(z.gte(60), z.lte(LIMITS.inviteSeconds)),
    }),
    z.strictObject({ invite: Invite, secret: Secret }),
    byHttp,
  ),
  'invite.list': contract(
    'Invites that can still be used: all of them for owners and admins, your own otherwise.',
    z.strictObject(InWorkspace),
    z.strictObject({ invites: z.array(Invite) }),
    byHttp,
  ),
  'invite.revoke': contract(
    'Revoke an invite.',
    z.strictObject({ ...InWorkspace, inviteId: InviteId }),
    Nothing,
    byHttp,
  ),
  'invite.preview': contract(
    'What an invite link leads to.',
    z.strictObject({ secret: Secret }),
    z.strictObject({ workspaceName: z.string(), invitedBy: z.string() }),
    { access: 'public', transports: ['http'], errors: ['forbidden', 'conflict'] },
  ),
  'invite.accept': contract(
    'Join the workspace of an invite link. Joining again costs no use.',
    z.strictObject({ secret: Secret }),
    z.strictObject({ workspace: Workspace }),
    canConflict,
  ),
} as const;
