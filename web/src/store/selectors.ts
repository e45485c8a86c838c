import type { OwnChannel } from '../../../protocol/channel.ts';
import type { WorkspaceId } from '../../../protocol/ids.ts';
import type { Message } from '../../../protocol/message.ts';
import { key, type Outgoing, type State, type Timeline } from './state.ts';

/** One line of a conversation. `key` stays the same from the keystroke to the confirmed message and ever after. */
export type Row =
  | { readonly key: string; readonly message: Message; readonly outgoing: null }
  | { readonly key: string; readonly message: null; readonly outgoing: Outgoing };

/** Row key: an author's client message id is theirs alone; the conversation's own lines go by number. */
export const rowKey = (message: Message): string =>
  message.notice || message.clientMessageId === '' ? `#${message.seq}` : `${message.author}/${message.clientMessageId}`;

const sentRows = new WeakMap<Message, Row>();

/** The same row for the same message: its key is made once. */
function sentRow(message: Message): Row {
  const known = sentRows.get(message);
  if (known) return known;
  const row: Row = { key: rowKey(message), message, outgoing: null };
  sentRows.set(message, row);
  return row;
}

/**
 * Rows of a conversation: its messages by number, then what is on its way. Memoise by the arguments.
 * @param sent own messages beyond the part that is here
 */
export function rowsOf(
  timeline: Timeline | undefined,
  outbox: readonly Outgoing[] | undefined,
  me: string,
  sent: readonly Message[] = [],
): readonly Row[] {
  const messages = [...(timeline?.messages ?? []), ...sent];
  const rows: Row[] = messages.map(sentRow);
  if (!outbox?.length) return rows;
  const own = new Set(messages.filter((m) => m.author === me).map((m) => m.clientMessageId));
  for (const outgoing of outbox) {
    if (own.has(outgoing.clientMessageId)) continue;
    rows.push({ key: `${me}/${outgoing.clientMessageId}`, message: null, outgoing });
  }
  return rows;
}

/** Own channels of a workspace, in no order. Recompute when `channelIds` changes. */
export function channelsOf(state: State, workspaceId: WorkspaceId): readonly OwnChannel[] {
  return state.channelIds
    .map((channelId) => state[key.channel(channelId)])
    .filter((own) => own?.channel.workspaceId === workspaceId)
    .filter((own) => own !== undefined);
}

/** What is unread in a workspace, for badges and the title. */
export function unreadOf(
  state: State,
  workspaceId: WorkspaceId,
): { readonly channels: number; readonly calls: number } {
  let channels = 0;
  let calls = 0;
  for (const { channel } of channelsOf(state, workspaceId)) {
    const unread = state[key.unread(channel.channelId)];
    if (!unread?.count) continue;
    channels += 1;
    // What is said in a direct message is said to oneself.
    calls += channel.people.length > 0 ? unread.count : unread.mentions;
  }
  return { channels, calls };
}
