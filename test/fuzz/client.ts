import * as fc from 'fast-check';
import { Event, PersonalEvent } from '../../protocol/events.ts';
import { ChannelEvent } from '../../protocol/message.ts';
import { openSocket } from '../../web/src/client/socket.ts';
import { applyEvent } from '../../web/src/store/apply-event.ts';
import { only } from '../../web/src/store/draft.ts';
import { channelsOf, rowsOf, unreadOf } from '../../web/src/store/selectors.ts';
import { INITIAL, key, type State, type Timeline } from '../../web/src/store/state.ts';
import { createStore } from '../../web/src/store/store.ts';
import { CHANNELS, events, frames, PEOPLE } from './client-events.ts';
import { must, target } from './target.ts';

const ME = PEOPLE[0] ?? '';
const EMPTY: Timeline = { messages: [], from: 0, to: null, through: 0, ahead: [] };

interface Case {
  readonly events: readonly Event[];
  /** Which conversations are loaded. */
  readonly loaded: readonly boolean[];
}

const cases: fc.Arbitrary<Case> = fc.record({
  events: fc.array(events, { maxLength: 12 }),
  loaded: fc.array(fc.boolean(), { minLength: CHANNELS.length, maxLength: CHANNELS.length }),
});

function storeOf(loaded: readonly boolean[]) {
  const store = createStore({ ...INITIAL, session: { phase: 'in', userId: ME, sessionId: 'session', ended: false } });
  for (const [index, channelId] of CHANNELS.entries()) {
    if (loaded[index]) store.apply(only(key.timeline(channelId), EMPTY));
  }
  return store;
}

function sound(state: State): void {
  must(new Set(state.channelIds).size === state.channelIds.length, 'a channel is listed twice');
  for (const channelId of CHANNELS) {
    must(
      state.channelIds.includes(channelId) === (state[key.channel(channelId)] !== undefined),
      'list and channels differ',
    );
    const timeline = state[key.timeline(channelId)];
    const numbers = (timeline?.messages ?? []).map(({ seq }) => seq);
    must(
      numbers.every((seq, index) => index === 0 || seq > (numbers[index - 1] ?? 0)),
      'messages are out of order',
    );
    const rows = rowsOf(timeline, state[key.outbox(channelId)], ME);
    must(rows.length === numbers.length, 'rows and messages differ');
    const unread = state[key.unread(channelId)];
    must(!unread || (unread.count >= 0 && unread.count <= 100 && unread.mentions <= 100), 'a count is absurd');
  }
  for (const { workspaceId } of state.workspaces) {
    channelsOf(state, workspaceId);
    must(Number.isSafeInteger(unreadOf(state, workspaceId).calls), 'a badge is absurd');
  }
}

function check({ events: given, loaded }: Case): void {
  const store = storeOf(loaded);
  for (const event of given) {
    store.apply(applyEvent(store.state, event));
    sound(store.state);
    const before = JSON.stringify(store.state);
    store.apply(applyEvent(store.state, event));
    must(JSON.stringify(store.state) === before, `${event.type} twice is not ${event.type} once`);
  }
}

/** Whatever the protocol lets others say, the client's state stays sound; and hearing it twice changes nothing. */
export const client = target({ name: 'client', share: 4, batch: 2_000, start: () => ({ cases, check }) });

/** Of the right names and types, whatever their values are: an unknown kind or a broken number can be shown. */
const isOfWrongType = (event: Event): boolean =>
  [ChannelEvent, PersonalEvent].every((shape) => {
    const issues = shape.safeParse(event).error?.issues ?? [];
    return issues.some((issue) => (issue.code === 'invalid_type' && issue.expected !== 'int') || isOfNoType(issue));
  });
const isOfNoType = ({ code, path }: { code: string; path: PropertyKey[] }): boolean =>
  code === 'invalid_union' && path[0] === 'type';

const nothing = (_frame: string): void => undefined;

function checkFrame(text: string): void {
  const heard: Event[] = [];
  let hear = nothing;
  const wire = { send: () => undefined, close: () => undefined };
  const sockets = {
    open: (_path: string, on: { frame(text: string): void }) => {
      hear = (frame) => on.frame(frame);
      return wire;
    },
  };
  const clock = { now: () => 0, after: () => () => undefined };
  const on = {
    opened: () => undefined,
    events: (all: readonly Event[]) => void heard.push(...all),
    closed: () => undefined,
  };
  openSocket(sockets, clock, '/ws', on);
  hear(text);
  const store = storeOf([true, true, false]);
  for (const event of heard) {
    store.apply(applyEvent(store.state, event));
    sound(store.state);
  }
  const json: unknown = JSON.parse(text === '' ? 'null' : text);
  const given = typeof json === 'object' && json !== null && 'events' in json ? json.events : [];
  const right = Array.isArray(given) ? given.filter((event) => Event.safeParse(event).success) : [];
  must(heard.length >= right.length, `left something out of ${text}`);
  for (const event of heard) must(!isOfWrongType(event), `took ${text}`);
}

/** A frame that is not as the protocol says changes nothing, and what is right in it counts. */
export const clientFrames = target({
  name: 'client-frames',
  share: 4,
  batch: 2_000,
  start: () => ({ cases: frames, check: checkFrame }),
});
