import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openConversation, useAhead, useIsShown, useReady } from '../../../web/src/features/conversation/ahead.ts';

// What a screen reads at this moment, and what it does when it is shown: there is no page here to draw it in.
const { cleanups, effect } = vi.hoisted(() => {
  const all: (() => void)[] = [];
  return {
    cleanups: all,
    effect: (run: () => void | (() => void)): void => {
      const cleanup = run();
      if (cleanup) all.push(cleanup);
    },
  };
});
vi.mock('react', () => ({
  useEffect: effect,
  useLayoutEffect: effect,
  useSyncExternalStore: (_: unknown, snapshot: () => unknown) => snapshot(),
}));
vi.mock('react-dom', () => ({ flushSync: (work: () => void) => work() }));

/** Where the address leads, and whom a tab's screens were told of. */
const location = { pathname: '/' };
const told = vi.fn<(path: string) => void>();
vi.mock('../../../web/src/router.tsx', () => ({
  enter: (path: string) => {
    location.pathname = path;
    return () => told(path);
  },
  navigate: (path: string) => {
    location.pathname = path;
    told(path);
  },
}));

let frames: (() => void)[] = [];
let heard: Map<string, () => void>;
let visibilityState: 'visible' | 'hidden';

beforeEach(() => {
  frames = [];
  heard = new Map();
  visibilityState = 'visible';
  location.pathname = '/w/W/c/before';
  told.mockClear();
  vi.useFakeTimers();
  vi.stubGlobal('window', {
    location,
    addEventListener: (name: string, listener: () => void) => heard.set(name, listener),
  });
  vi.stubGlobal('document', {
    get visibilityState() {
      return visibilityState;
    },
  });
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => frames.push(work));
  useReady((channelId) => channelId !== 'unread');
});
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
  for (const frame of frames.splice(0)) frame();
  vi.runAllTimers();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const isShown = (channelId: string, current: boolean): boolean => useIsShown(channelId, current);
const draw = (): void => {
  for (const frame of frames.splice(0)) frame();
  vi.runAllTimers();
};

it('shows a conversation at once whose messages are here, and tells the rest after the frame', () => {
  openConversation('W', 'kept');
  expect([useAhead(), isShown('kept', false), isShown('before', true)]).toEqual(['kept', true, false]);
  expect(told).not.toHaveBeenCalled();
  draw();
  expect(told.mock.calls).toEqual([[location.pathname]]);
  expect([useAhead(), isShown('kept', true)]).toEqual([null, true]);
});

it.each(['keydown', 'pointerdown', 'click', 'focusin', 'beforeinput', 'popstate', 'visibilitychange'])(
  'tells the rest before %s reaches anything, and only once',
  (name) => {
    openConversation('W', 'kept');
    heard.get(name)?.();
    expect(told).toHaveBeenCalledOnce();
    expect(useAhead()).toBeNull();
    draw();
    expect(told).toHaveBeenCalledOnce();
  },
);

it('goes the usual way where the messages are not here, and where nobody looks: no frame comes there', () => {
  openConversation('W', 'unread');
  visibilityState = 'hidden';
  openConversation('W', 'kept');
  expect(told).toHaveBeenCalledTimes(2);
  expect([frames.length, useAhead()]).toEqual([0, null]);
});

it('shows what the address says when that changed in between', () => {
  openConversation('W', 'kept');
  location.pathname = '/w/W/c/before';
  expect([useAhead(), isShown('before', true), isShown('kept', false)]).toEqual([null, true, false]);
});

it('tells of the first before the second is shown', () => {
  openConversation('W', 'kept');
  const first = location.pathname;
  openConversation('W', 'other');
  expect(told.mock.calls).toEqual([[first]]);
  expect([useAhead(), isShown('kept', true)]).toEqual(['other', false]);
});

it('knows of no messages once the list is gone', () => {
  for (const cleanup of cleanups.splice(0)) cleanup();
  openConversation('W', 'kept');
  expect([told.mock.calls.length, useAhead()]).toEqual([1, null]);
});
