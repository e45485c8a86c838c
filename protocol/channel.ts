import * as z from 'zod/mini';
import { contract } from './contract.ts';
import { ChannelId, ClientMessageId, Position, Timestamp, UserId, WorkspaceId } from './ids.ts';
import { LIMITS } from './limits.ts';
import { Profile } from './profile.ts';
import { line } from './text.ts';
import { PageMark } from './workspace.ts';

export const CHANNEL_KINDS = ['public', 'private', 'direct', 'group'] as const;
/** `direct` is between two people (or one alone), `group` among three to nine. */
export const ChannelKind = z.enum(CHANNEL_KINDS);
export type ChannelKind = z.infer<typeof ChannelKind>;

export const CHANNEL_ROLES = ['manager', 'member'] as const;
export const ChannelRole = z.enum(CHANNEL_ROLES);
export type ChannelRole = z.infer<typeof ChannelRole>;

/** Lower case letters and digits of any script, and single - _ . between them; composed, so that equal looks are one name. */
export const ChannelName = z.pipe(
  line('the name of the channel', LIMITS.nameCharacters),
  z.string().check(
    // In this order: small letters may compose where capitals do not.
    z.toLowerCase(),
    z.normalize('NFC'),
    z.maxLength(LIMITS.nameCharacters, `Shorten the name of the channel to ${LIMITS.nameCharacters} characters.`),
    z.regex(
      /^[[\p{L}\p{N}\p{M}]--\p{Default_Ignorable_Code_Point}]+(?:[\-_.][[\p{L}\p{N}\p{M}]--\p{Default_Ignorable_Code_Point}]+)*$/v,
      'Use letters and digits, with single - _ or . between them.',
    ),
  ),
);
export const Topic = line('the topic', LIMITS.topicCharacters, 0);
export const Purpose = line('the purpose', LIMITS.purposeCharacters, 0);

/** A channel's own state, the same for all who see it. */
export const Channel = z.strictObject({
  channelId: ChannelId,
  workspaceId: WorkspaceId,
  kind: ChannelKind,
  /** Empty in direct and group conversations. */
  name: z.string(),
  topic: z.string(),
  purpose: z.string(),
  archived: z.boolean(),
  /** #general: everyone of the workspace is in it. */
  general: z.boolean(),
  createdBy: UserId,
  createdAt: Timestamp,
  /** The people of a direct or group conversation; empty in channels with a name. */
  people: z.array(UserId),
  /** Number of the latest notice that changed this state: a greater one is newer. */
  lastSeq: Position,
});
export type Channel = z.infer<typeof Channel>;

/** The reader's own place in a channel. */
export const Membership = z.strictObject({
  role: ChannelRole,
  joinedAt: Timestamp,
  /** Read up to this number … */
  readSeq: Position,
  /** … which was this message of the channel. */
  readOrd: Position,
  /** How often the marker was moved: a greater one is newer. */
  readVersion: Position,
});
export type Membership = z.infer<typeof Membership>;

/** A channel of one's own with its head: `ord` counts messages, so `ord > readOrd` says "maybe unread". */
export const OwnChannel = z.strictObject({ channel: Channel, membership: Membership, seq: Position, ord: Position });
export type OwnChannel = z.infer<typeof OwnChannel>;

export const ChannelMember = z.strictObject({ ...Profile.shape, role: ChannelRole });
export type ChannelMember = z.infer<typeof ChannelMember>;

const InChannel = { channelId: ChannelId };
const Nothing = z.strictObject({});
const Changed = z.strictObject({ channel: Channel });
/** What is done now and then goes over HTTP, so that the socket’s function stays small. */
const byHttp = { transports: ['http'] } as const;
const canConflict = { ...byHttp, errors: ['forbidden', 'conflict'] } as const;

export const channelContracts = {
  'channel.create': contract(
    'Create a channel; you become its manager.',
    z.strictObject({
      workspaceId: WorkspaceId,
      name: ChannelName,
      kind: z.enum(['public', 'private']),
      topic: z.optional(Topic),
      purpose: z.optional(Purpose),
      /** Made by the client once per channel: repeating the call with it gives the same channel. */
      requestId: z.optional(ClientMessageId),
    }),
    z.strictObject({ own: OwnChannel }),
    canConflict,
  ),
  'channel.browse': contract(
    'Public channels of a workspace, by name.',
    z.strictObject({
      workspaceId: WorkspaceId,
      text: z.optional(z.string().check(z.maxLength(80))),
      archived: z.optional(z.boolean()),
      from: z.optional(PageMark),
    }),
    z.strictObject({
      /** `members`: how many people are in it, as far as they were counted. */
      channels: z.array(z.strictObject({ channel: Channel, joined: z.boolean(), members: z.optional(z.int()) })),
      next: z.optional(PageMark),
    }),
    byHttp,
  ),
  'channel.get': contract(
    'One channel that you can see.',
    z.strictObject(InChannel),
    z.strictObject({
      channel: Channel,
      own: z.nullable(OwnChannel),
      /** How many people are in a channel with a name, as far as they were counted. */
      members: z.optional(z.int()),
    }),
    byHttp,
  ),
  'channel.join': contract(
    'Join a public channel.',
    z.strictObject(InChannel),
    z.strictObject({ own: OwnChannel }),
    canConflict,
  ),
  'channel.leave': contract(
    'Leave a channel. Nobody leaves #general or a one-to-one conversation.',
    z.strictObject(InChannel),
    Nothing,
    canConflict,
  ),
  'channel.rename': contract(
    'Rename a channel.',
    z.strictObject({ ...InChannel, name: ChannelName }),
    Changed,
    canConflict,
  ),
  'channel.describe': contract(
    'Set topic or purpose.',
    z.strictObject({ ...InChannel, topic: z.optional(Topic), purpose: z.optional(Purpose) }),
    Changed,
    canConflict,
  ),
  'channel.archive': contract(
    'Archive a channel: it can be read, not written to.',
    z.strictObject(InChannel),
    Changed,
    canConflict,
  ),
  'channel.unarchive': contract('Take a channel out of the archive.', z.strictObject(InChannel), Changed, canConflict),
  'channel.members': contract(
    'People of a channel.',
    z.strictObject({ ...InChannel, from: z.optional(PageMark) }),
    z.strictObject({ members: z.array(ChannelMember), next: z.optional(PageMark) }),
    byHttp,
  ),
  'channel.addMembers': contract(
    'Add people of the workspace to a channel.',
    z.strictObject({
      ...InChannel,
      userIds: z.array(UserId).check(z.minLength(1), z.maxLength(LIMITS.addMembersAtOnce)),
    }),
    z.strictObject({ added: z.array(UserId) }),
    canConflict,
  ),
  'channel.removeMember': contract(
    'Remove a person from a channel.',
    z.strictObject({ ...InChannel, userId: UserId }),
    Nothing,
    canConflict,
  ),
  'direct.start': contract(
    'The conversation with these people (yourself may be left out): the same people always get the same one.',
    z.strictObject({
      workspaceId: WorkspaceId,
      userIds: z.array(UserId).check(z.minLength(1), z.maxLength(LIMITS.groupPeople)),
    }),
    z.strictObject({ own: OwnChannel }),
    canConflict,
  ),
} as const;
