import type { OwnChannel } from '../../../../protocol/channel.ts';
import { channelsOf } from '../../store/selectors.ts';
import type { State } from '../../store/state.ts';
import { conversationName, isDirect } from '../conversation-name.ts';

/** Ids of own conversations as the sidebar lists them. */
export interface Listed {
  readonly channels: readonly string[];
  readonly directs: readonly string[];
}

/** By name, #general first. Archived ones only while they are open. */
export function listed(state: State, workspaceId: string, openId: string | undefined): Listed {
  const shown = channelsOf(state, workspaceId)
    .filter(({ channel }) => !channel.archived || channel.channelId === openId)
    .map((own) => ({ own, name: conversationName(state, own.channel) }))
    .toSorted((a, b) => first(b.own) - first(a.own) || a.name.localeCompare(b.name) || order(a.own, b.own));
  const ids = (direct: boolean): readonly string[] =>
    shown.filter(({ own }) => isDirect(own.channel) === direct).map(({ own }) => own.channel.channelId);
  return { channels: ids(false), directs: ids(true) };
}

const first = ({ channel }: OwnChannel): number => Number(channel.general);
const order = (a: OwnChannel, b: OwnChannel): number => a.channel.channelId.localeCompare(b.channel.channelId);
