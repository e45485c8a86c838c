import type { Message } from '../../protocol/message.ts';
import { keys } from '../../lambdas/table/schema.ts';
import { isVoid, toEvent, toMessage } from '../../lambdas/table/message.ts';
import type { Item } from '../../lambdas/table/store.ts';
import { toHead } from '../../lambdas/table/channel.ts';
import type { Change, SimStore } from './sim-store.ts';

/** What stands under one number of a channel, and since which commit. */
export interface Fact {
  readonly seq: number;
  readonly commit: number;
  readonly kind: 'message' | 'change' | 'void';
  /** A void takes the places of a message and of a change. */
  readonly items: number;
  /** State right after it. */
  readonly message: Message | null;
  /** From when on it need not be kept as a change, milliseconds UTC. */
  readonly keptUntil: number;
}

/** What the table's history says happened in one channel: the truth that all clients must come to. */
export interface ChannelFacts {
  readonly channelId: string;
  readonly head: ReturnType<typeof toHead>;
  readonly facts: ReadonlyMap<number, Fact>;
  /** Final state, ascending. */
  readonly messages: readonly Message[];
  /** What broke the rules of the sequence on the way. */
  readonly problems: readonly string[];
}

export function factsOf(store: SimStore, channelId: string, before: readonly Item[]): ChannelFacts {
  const { pk } = keys.channel(channelId);
  const facts = new Map<number, Fact>();
  const problems: string[] = [];
  const found = before.filter((item) => item.pk === pk && /^[ME]#/.test(item.sk));
  const told = store.log.filter(({ key }) => key.pk === pk && /^[ME]#/.test(key.sk));
  for (const item of found) note(facts, problems, { after: item, before: undefined, commit: 0, at: 0 });
  for (const change of told) note(facts, problems, change);
  const meta = store.get(keys.channel(channelId));
  if (!meta) throw new Error(`${channelId} has no head`);
  return { channelId, head: toHead(meta), facts, messages: messagesIn(store, channelId), problems };
}

/** The messages of a channel as they stand in the table now, ascending. */
export function messagesIn(store: SimStore, channelId: string): readonly Message[] {
  const { pk } = keys.channel(channelId);
  const items = store.all().filter((item) => item.pk === pk && item.sk.startsWith('M#') && !isVoid(item));
  return items.map(toMessage);
}

/** A day before its end a change may count as gone, and clocks of processes are minutes wrong. */
export const LAPSES_EARLY_MS = 25 * 3_600_000;

/** A void that says that a change may have stood there is as good as gone. */
function endOf({ ttl, lapsed }: Item): number {
  if (lapsed === true) return 0;
  return typeof ttl === 'number' ? ttl * 1_000 : Infinity;
}

function note(
  facts: Map<number, Fact>,
  problems: string[],
  { after, before, commit, at }: Pick<Change, 'after' | 'before' | 'commit' | 'at'>,
): void {
  if (!after) {
    if (before && endOf(before) > at) problems.push(`G3: ${before.sk} was deleted`);
    return;
  }
  const seq = Number(after.sk.slice(2));
  const isMessage = after.sk.startsWith('M#');
  if (before) {
    const same = isVoid(before) === isVoid(after) && before['clientMessageId'] === after['clientMessageId'];
    if (!same || !isMessage) problems.push(`G3: what stood at ${after.sk} was replaced`);
    return;
  }
  const kind = isVoid(after) ? 'void' : isMessage ? 'message' : 'change';
  const present = facts.get(seq);
  // The place of a change that is not kept any more: readers put a mark there that says so.
  if (present && present.kind !== 'void' && after['lapsed'] === true && present.keptUntil <= at + LAPSES_EARLY_MS)
    return;
  if (present && (present.kind !== 'void' || kind !== 'void')) problems.push(`G3: number ${seq} was given twice`);
  const items = (present?.items ?? 0) + 1;
  const keptUntil = Math.min(present?.keptUntil ?? Infinity, endOf(after));
  facts.set(seq, { seq, commit, kind, items, message: toEvent(after)?.message ?? null, keptUntil });
}

/** Commits between which a person was in a channel; `end` is the commit that took them out. */
export interface Stay {
  readonly start: number;
  end: number;
  /** Number of the notice that tells of the end. */
  endSeq: number;
}

export function staysOf(store: SimStore, channelId: string, userId: string, before: readonly Item[]): readonly Stay[] {
  const row = keys.channelMember(channelId, userId);
  const stays: Stay[] = [];
  if (before.some((item) => item.pk === row.pk && item.sk === row.sk))
    stays.push({ start: 0, end: Infinity, endSeq: Infinity });
  for (const { key, before: was, after, commit } of store.log) {
    if (key.pk !== row.pk || key.sk !== row.sk) continue;
    const last = stays.at(-1);
    if (after && !was) stays.push({ start: commit, end: Infinity, endSeq: Infinity });
    if (after || !last) continue;
    const notice = store.log.find((one) => one.commit === commit && one.key.sk.startsWith('M#'));
    last.end = commit;
    last.endSeq = Number(notice?.key.sk.slice(2));
  }
  return stays;
}

/**
 * Commits between which a person was in the workspace, and so may read its public channels. What was numbered before the end may be
 * read after it, as in a channel that one was in.
 */
export function insideOf(
  store: SimStore,
  { workspaceId, channelId }: { readonly workspaceId: string; readonly channelId: string },
  userId: string,
): readonly Stay[] {
  const row = keys.workspaceMember(workspaceId, userId);
  const head = keys.channel(channelId);
  // Everyone is in it when the run begins.
  const stays: Stay[] = [{ start: 0, end: Infinity, endSeq: Infinity }];
  let seq = 0;
  for (const { key, before: was, after, commit } of store.log) {
    if (key.pk === head.pk && key.sk === head.sk) seq = Number(after?.['seq']);
    if (key.pk !== row.pk || key.sk !== row.sk) continue;
    const last = stays.at(-1);
    if (after?.['gone'] === undefined && was?.['gone'] !== undefined) {
      stays.push({ start: commit, end: Infinity, endSeq: Infinity });
    } else if (after?.['gone'] !== undefined && was?.['gone'] === undefined && last) {
      last.end = commit;
      last.endSeq = seq + 1;
    }
  }
  return stays;
}
