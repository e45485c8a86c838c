import { draftOf } from '../store/draft.ts';
import { key, type Key, type Patch, type State, type Timeline } from '../store/state.ts';
import { recount } from '../store/unread.ts';
import { isVisit } from '../store/visit.ts';
import type { Core } from './core.ts';
import type { Database } from './environment.ts';
import { firstWanted } from './kept.ts';
import { isKept, isReading, readIn, SHAPE, type Kept } from './stored.ts';

/** The last known state on this device, so that a start shows something at once and without a network. */
export interface Cache {
  /** What was kept: everything but timelines, which come one by one, the first with the rest. */
  restore(first: string | null): Promise<Restored>;
  /** Takes over what another tab did to the drafts since they were read. */
  look(): Promise<void>;
  timeline(channelId: string): Promise<Timeline | null>;
  /** These values changed; they are kept a moment later. */
  changed(keys: readonly Key[]): void;
  saveDraft(draftKey: string, text: string): void;
  /** Another tab wrote this draft, and keeps it. */
  heardDraft(draftKey: string): void;
  /** Keeps now what is waiting. */
  flush(): Promise<void>;
  /** Keeps now what was typed, and nothing more. */
  keepDrafts(): Promise<void>;
}

export interface Restored {
  readonly patch: Patch;
  /** Of the conversation that is opened first. */
  readonly timeline: Timeline | null;
  /** Channels of which the server may not know how far they were read here, and the versions of their markers when this was kept. */
  readonly read: ReadonlyMap<string, number>;
}

const GATHER_MS = 250;
/** The text field has waited for 200 ms before. */
const DRAFT_MS = 80;
/** Messages of each conversation that are kept. */
const KEPT = 50;

const isEntity = (name: string): boolean =>
  name === 'me' ||
  name === 'workspaces' ||
  name.startsWith('channel:') ||
  name.startsWith('reading:') ||
  name.startsWith('unread:') ||
  name.startsWith('profile:') ||
  name.startsWith('members:') ||
  name.startsWith('named:');

/** The end of a timeline; undefined when it does not reach the live end. */
function tail(timeline: Timeline | undefined): Timeline | undefined {
  if (!timeline || timeline.to !== null) return undefined;
  const messages = timeline.messages.slice(-KEPT);
  const from = messages.length < timeline.messages.length ? (messages[0]?.seq ?? 0) : timeline.from;
  return { ...timeline, messages, from };
}

interface Draft {
  readonly name: string;
  readonly value: string;
}
const isNamed = (value: unknown): value is { readonly name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
const isDraft = (value: unknown): value is Draft =>
  isNamed(value) && 'value' in value && typeof value.value === 'string';

const listed = (found: unknown): readonly unknown[] => (Array.isArray(found) ? found : []);
const timelineIn = (found: unknown): Timeline | null => (isKept(found) ? (found.value as Timeline) : null);

const kept = (name: string, value: unknown): readonly [string, Kept | undefined] => [
  name,
  value === undefined ? undefined : { shape: SHAPE, name, value },
];

/** One kept value as a change of the state. Its shape says that it is what its name says. */
function restored({ name, value }: Kept, set: ReturnType<typeof draftOf>): void {
  set.set(name as Key, value as State[Key]);
  const [kind, channelId = ''] = name.split(':');
  if (kind === 'channel') set.set('channelIds', [...set.get('channelIds'), channelId]);
  // A count that was kept stands until the server tells one: it is recounted, too, which makes it stale.
  if (kind === 'channel' || kind === 'reading' || kind === 'unread') recount(set, channelId);
}

export function createCache(core: Core, database: Database): Cache {
  const { store, env } = core;
  const dirty = new Set<Key>();
  const drafts = new Map<string, string>();
  /** Drafts written since the start, here or in another tab: what the disk said at the start is older. */
  const written = new Set<string>();
  /** Drafts that the disk had when it was read first. */
  const atFirst = new Set<string>();
  let cancel: (() => void) | null = null;

  /** Of a channel that is only looked at nothing is kept, nor what was kept while one was in it. */
  const isOfVisit = (name: Key): boolean => isVisit(store.get(key.channel(name.split(':')[1] ?? '')));
  const toKeep = <K extends Key>(name: K): State[K] | undefined => (isOfVisit(name) ? undefined : store.get(name));

  async function flush(): Promise<void> {
    cancel?.();
    cancel = null;
    const names = [...dirty];
    dirty.clear();
    const texts = [...drafts].map(([name, text]) => [name, text === '' ? undefined : { name, value: text }] as const);
    drafts.clear();
    const entities = names.filter(isEntity).map((name) => kept(name, toKeep(name)));
    const timelines = names.flatMap((name) => {
      if (!name.startsWith('timeline:')) return [];
      const value = toKeep(name as `timeline:${string}`);
      return value && value.to !== null ? [] : [kept(name, tail(value))];
    });
    const work = [
      ...(texts.length > 0 ? [database.write('drafts', texts)] : []),
      ...(entities.length > 0 ? [database.write('entities', entities)] : []),
      ...(timelines.length > 0 ? [database.write('timelines', timelines)] : []),
    ];
    // A cache that cannot be written is not worth a word: the server has it all.
    await Promise.all(work).catch(() => undefined);
  }

  function later(ms: number): void {
    if (!core.isClosed()) cancel ??= env.clock.after(ms, () => void flush());
  }

  const draftsIn = (texts: unknown): readonly Draft[] =>
    listed(texts)
      .filter(isDraft)
      .filter(({ name }) => !written.has(name));

  async function restore(first: string | null): Promise<Restored> {
    const [found, texts, timeline] = await database.read(firstWanted(first)).catch(() => []);
    const entities = listed(found);
    const draft = draftOf(store.state);
    // What was fetched meanwhile is newer than anything here.
    const isFirst = store.get('start') === 'none';
    const read = new Map<string, number>();
    for (const entry of entities) {
      const isRead = isReading(entry);
      if (isFirst && (isRead || isKept(entry))) restored(entry, draft);
      // It would be told at another start, as if it had been read then.
      else if (isRead) dirty.add(entry.name as Key);
      if (isFirst && isRead) read.set(...readIn(entry, entities));
    }
    for (const { name, value } of draftsIn(texts)) {
      draft.set(key.draft(name), value);
      atFirst.add(name);
    }
    if (isFirst && draft.get('me')) draft.set('start', 'cached');
    return { patch: draft.patch, read, timeline: timelineIn(timeline) };
  }

  async function look(): Promise<void> {
    const texts = await database.all('drafts').catch(() => null);
    if (!texts) return;
    const draft = draftOf(store.state);
    for (const name of atFirst) if (!written.has(name)) draft.set(key.draft(name), undefined);
    for (const { name, value } of draftsIn(texts)) draft.set(key.draft(name), value);
    core.commit(draft.patch);
  }

  return {
    restore,
    look,
    flush,
    keepDrafts() {
      dirty.clear();
      return flush();
    },
    async timeline(channelId) {
      return timelineIn(await database.get('timelines', key.timeline(channelId)).catch(() => null));
    },
    changed(keys) {
      for (const name of keys) if (isEntity(name) || name.startsWith('timeline:')) dirty.add(name);
      if (dirty.size > 0) later(GATHER_MS);
    },
    saveDraft(draftKey, text) {
      drafts.set(draftKey, text);
      written.add(draftKey);
      // What was sent must not come back as a draft after a crash.
      if (text === '') void flush();
      else later(DRAFT_MS);
    },
    heardDraft: (draftKey) => void written.add(draftKey),
  };
}
