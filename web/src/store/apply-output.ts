import type { Channel, OwnChannel } from '../../../protocol/channel.ts';
import type { ActionName, Input, Output } from '../../../protocol/contracts.ts';
import type { Message } from '../../../protocol/message.ts';
import type { Profile } from '../../../protocol/profile.ts';
import { applyEvent } from './apply-event.ts';
import { applyMoved } from './apply-fetch.ts';
import { putOwn, putProfile, putWorkspace } from './changes.ts';
import { draftOf, type Draft } from './draft.ts';
import { key, type Patch, type State } from './state.ts';

type Take<A extends ActionName> = (state: State, output: Output<A>, input: Input<A>) => Patch;

const changing = (state: State, change: (draft: Draft) => void): Patch => {
  const draft = draftOf(state);
  change(draft);
  return draft.patch;
};

const takeOwn = (state: State, { own }: { own: OwnChannel | null }): Patch =>
  own ? changing(state, (draft) => putOwn(draft, own)) : {};

const takeChannel = (state: State, { channel }: { channel: Channel }): Patch => {
  const own = state[key.channel(channel.channelId)];
  return own ? changing(state, (draft) => putOwn(draft, { ...own, channel })) : {};
};

const takeWorkspace = (state: State, { workspace }: Output<'workspace.create'>): Patch =>
  changing(state, (draft) => putWorkspace(draft, workspace));

const takeProfiles = (state: State, profiles: readonly Profile[]): Patch =>
  changing(state, (draft) => profiles.forEach((profile) => putProfile(draft, profile)));

const takeNames = (state: State, { channels }: Output<'channel.browse'>): Patch =>
  changing(state, (draft) =>
    channels.forEach(({ channel: { channelId, name } }) => draft.set(key.named(channelId), name)),
  );

const takeMessage = (type: 'message.edited' | 'message.deleted') => {
  return (state: State, { message, seq }: { message: Message; seq: number }): Patch =>
    applyEvent(state, { type, channelId: message.channelId, seq, message });
};

/** What the answers of actions say about the state; actions without a line here only answer a question. */
const TAKES: { readonly [A in ActionName]?: Take<A> } = {
  'workspace.create': takeWorkspace,
  'workspace.rename': takeWorkspace,
  'invite.accept': takeWorkspace,
  'workspace.leave': (state, _, { workspaceId }) => applyEvent(state, { type: 'workspace.left', workspaceId }),
  'channel.create': takeOwn,
  'channel.join': takeOwn,
  'channel.get': takeOwn,
  'channel.browse': takeNames,
  'direct.start': takeOwn,
  'channel.rename': takeChannel,
  'channel.describe': takeChannel,
  'channel.archive': takeChannel,
  'channel.unarchive': takeChannel,
  'channel.leave': (state, _, { channelId }) => applyEvent(state, { type: 'membership.ended', channelId }),
  'channel.members': (state, { members }) => takeProfiles(state, members),
  'member.list': (state, { members }) => takeProfiles(state, members),
  'profile.list': (state, { profiles }) => takeProfiles(state, profiles),
  'presence.watch': (state, { presence }) =>
    changing(state, (draft) => presence.forEach((one) => draft.set(key.presence(one.userId), one))),
  'profile.update': (state, { me }) => applyEvent(state, { type: 'me.changed', me }),
  'message.send': (state, { message }) =>
    applyEvent(state, { type: 'message.posted', channelId: message.channelId, seq: message.seq, message }),
  'message.edit': takeMessage('message.edited'),
  'message.delete': takeMessage('message.deleted'),
  'readMarker.move': (state, { markers }) => applyMoved(state, markers),
};

/** True when other tabs of this account must hear the answer too: the server does not echo a change to its author. */
export const changesState = (action: ActionName): boolean => TAKES[action] !== undefined;

/** Our own changes take the same path as others': what an action answered, as a change of the state. */
export function applyOutput<A extends ActionName>(state: State, action: A, input: Input<A>, output: Output<A>): Patch {
  const take: Take<A> | undefined = TAKES[action];
  return take ? take(state, output, input) : {};
}
