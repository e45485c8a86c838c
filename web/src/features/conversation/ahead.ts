/**
 * A conversation whose messages are in the page already is shown in the very next frame: its list, its head, its line in the sidebar.
 * The address is its own by then; all that hangs on the address, the composer with its focus above all, comes right after that frame,
 * or before whatever the person does next, so that nothing they do reaches the conversation they have left.
 */
import { useEffect, useLayoutEffect, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { paths } from '../../paths.ts';
import { enter, navigate } from '../../router.tsx';

interface Ahead {
  readonly channelId: string;
  readonly path: string;
  /** Tells the screens of the address. */
  readonly tell: () => void;
}

/** With these a person, or the browser for them, goes on. */
const NEXT = ['keydown', 'pointerdown', 'click', 'focusin', 'beforeinput', 'popstate', 'visibilitychange'] as const;

let ahead: Ahead | null = null;
let isReady: (channelId: string) => boolean = () => false;
const listeners = new Set<() => void>();

/** Goes to a conversation: shown at once when its messages are in the page. */
export function openConversation(workspaceId: string, channelId: string): void {
  follow();
  const path = paths.channel(workspaceId, channelId);
  // Where nobody looks no frame comes.
  if (!isReady(channelId) || document.visibilityState === 'hidden') navigate(path);
  else {
    ahead = { channelId, path, tell: enter(path) };
    tell();
    requestAnimationFrame(() => setTimeout(follow));
  }
}

function follow(): void {
  const tellScreens = ahead?.tell;
  if (!tellScreens) return;
  ahead = null;
  // What is done next finds everything in its place.
  flushSync(() => {
    tell();
    tellScreens();
  });
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** While the screen around the messages is not what the address says: whose messages are shown. */
const shownAhead = (): string | null => (ahead?.path === window.location.pathname ? ahead.channelId : null);

export const useAhead = (): string | null => useSyncExternalStore(subscribe, shownAhead);

/** Whether a conversation is the one that is shown, `current` by the address that the screen knows. */
export const useIsShown = (channelId: string, current: boolean): boolean =>
  useSyncExternalStore(subscribe, () => {
    const shown = shownAhead();
    return shown === null ? current : shown === channelId;
  });

/** Says for which conversations the messages are in the page. */
export function useReady(ready: (channelId: string) => boolean): void {
  useEffect(() => {
    for (const name of NEXT) window.addEventListener(name, follow, true);
  }, []);
  useLayoutEffect(() => {
    isReady = ready;
    return () => {
      isReady = () => false;
    };
  }, [ready]);
}
