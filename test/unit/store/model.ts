/** A channel's true history, as a server would answer from it. */
import type { OwnChannel } from '../../../protocol/channel.ts';
import type { Output } from '../../../protocol/contracts.ts';
import type { ChannelEvent, Message } from '../../../protocol/message.ts';

export const CHANNEL = 'C00000000000000000000000001';
export const ME = 'U00000000000000000000000001';
export const OTHER = 'U00000000000000000000000002';
const WORKSPACE = 'W00000000000000000000000001';

/** What happened at one number: a void when undefined. */
export type Step =
  | { readonly kind: 'post' }
  | { readonly kind: 'void' }
  | { readonly kind: 'edit' | 'delete'; readonly pick: number };

export class History {
  readonly events: ChannelEvent[] = [];
  readonly seq: number;
  readonly #states: (readonly Message[])[] = [[]];

  constructor(steps: readonly Step[]) {
    let messages: readonly Message[] = [];
    steps.forEach((step, index) => {
      const event = eventOf(step, index + 1, messages);
      if (event) {
        this.events.push(event);
        messages = [...messages.filter((m) => m.seq !== event.message.seq), event.message].toSorted(
          (a, b) => a.seq - b.seq,
        );
      }
      this.#states.push(messages);
    });
    this.seq = steps.length;
  }

  /** All messages as they stood after number `at`. */
  messages(at = this.seq): readonly Message[] {
    return this.#states[Math.min(at, this.seq)] ?? [];
  }

  own(at = this.seq): OwnChannel {
    const messages = this.messages(at);
    return {
      channel: {
        channelId: CHANNEL,
        workspaceId: WORKSPACE,
        kind: 'public',
        name: 'general',
        topic: '',
        purpose: '',
        archived: false,
        general: true,
        createdBy: ME,
        createdAt: 0,
        people: [],
        lastSeq: 0,
      },
      membership: { role: 'member', joinedAt: 0, readSeq: 0, readOrd: 0, readVersion: 0 },
      seq: at,
      ord: messages.at(-1)?.ord ?? 0,
    };
  }

  page(at: number, where: { before?: number; after?: number; around?: number; limit: number }): Output<'message.list'> {
    const all = this.messages(at);
    if (where.around !== undefined) return this.#around(at, where.around);
    const { before = Number.MAX_SAFE_INTEGER, after = 0, limit } = where;
    const range = all.filter((message) => message.seq < before && message.seq > after);
    const messages = where.after === undefined ? range.slice(-limit) : range.slice(0, limit);
    const first = messages[0]?.seq ?? 0;
    const last = messages.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER;
    return {
      messages: [...messages],
      through: at,
      hasBefore: messages.length > 0 && all.some(({ seq }) => seq < first),
      hasAfter: messages.length > 0 && all.some(({ seq }) => seq > last),
    };
  }

  #around(at: number, seq: number): Output<'message.list'> {
    const all = this.messages(at);
    const index = all.findIndex((message) => message.seq >= seq);
    const middle = index < 0 ? all.length : index;
    const from = Math.max(0, middle - 2);
    const messages = all.slice(from, middle + 3);
    return { messages, through: at, hasBefore: from > 0, hasAfter: middle + 3 < all.length };
  }

  changes(at: number, after: number, limit = 200): Output<'sync.changes'> {
    const all = this.events.filter(({ seq }) => seq > after && seq <= at);
    const events = all.slice(0, limit);
    const more = events.length < all.length;
    return { events, through: more ? (events.at(-1)?.seq ?? after) : Math.max(after, at), more, reset: false };
  }
}

function eventOf(step: Step, seq: number, messages: readonly Message[]): ChannelEvent | null {
  if (step.kind === 'void') return null;
  if (step.kind === 'post') {
    const author = seq % 3 === 0 ? ME : OTHER;
    const message = posted(seq, (messages.at(-1)?.ord ?? 0) + 1, author);
    return { type: 'message.posted', channelId: CHANNEL, seq, message };
  }
  const alive = messages.filter(({ deletedAt }) => deletedAt === null);
  const { pick } = step;
  const target = alive[pick % Math.max(1, alive.length)];
  if (!target) return null;
  const change = step.kind === 'edit' ? { text: `edited at ${seq}`, editedAt: seq } : { text: '', deletedAt: seq };
  const message: Message = { ...target, ...change, lastSeq: seq };
  return { type: step.kind === 'edit' ? 'message.edited' : 'message.deleted', channelId: CHANNEL, seq, message };
}

export const posted = (seq: number, ord: number, author: string): Message => ({
  channelId: CHANNEL,
  seq,
  ord,
  author,
  clientMessageId: `client-${seq}`,
  text: `message ${seq}`,
  mentions: { people: seq % 4 === 0 ? [ME] : [], channel: false, here: false },
  createdAt: seq,
  editedAt: null,
  deletedAt: null,
  lastSeq: seq,
  notice: null,
});
