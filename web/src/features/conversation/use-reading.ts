import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useEngine, useKey, useSelect } from '../../engine-context.ts';
import { errorBodyOf, sentenceOf } from '../../hooks/problem.ts';
import type { Timeline } from '../../store/state.ts';
import { readPlace } from '../../store/unread.ts';
import { useToast } from '../../ui/toast.tsx';

const subscribe = (listener: () => void) => {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
};
const isVisible = () => document.visibilityState === 'visible';

/** The unread line stands before the first message of others after one number and up to another, if there is one. */
export interface UnreadLine extends Unread {
  /** Where the line stood first, and a group began for it: that stays when the line is moved or goes, so that no row moves. */
  readonly begins?: Unread;
}

interface Unread {
  readonly after: number;
  /** What comes later was read as it came; null while nobody has seen the end. */
  readonly upTo: number | null;
}

const moved = ({ after, upTo, begins = { after, upTo } }: UnreadLine, to: number): UnreadLine => ({
  after: to,
  upTo: null,
  begins,
});

export interface Reading {
  /** It stays where it was when the conversation was opened. */
  readonly line: UnreadLine;
  /** Nothing counts as read any more until the conversation is opened anew. */
  readonly held: boolean;
  /** Makes this message the first unread one. */
  readonly markUnread: (seq: number) => void;
  /** No line any more; what is read counts again. */
  readonly markAllRead: () => void;
  /** The person sees the end: everything up to this number. */
  readonly sawEnd: (seq: number) => void;
}

/** Where the unread line stands. */
export function useReading(own: OwnChannel): Reading {
  const engine = useEngine();
  const { channelId } = own.channel;
  const readSeq = useSelect((state) => readPlace(state, own).readSeq);
  const [line, setLine] = useState<UnreadLine>({ after: readSeq, upTo: null });
  const [held, setHeld] = useState(false);
  const toast = useToast();

  // What this device remembers may be older than what was read: the server's answer moves the line on, once.
  const fresh = useKey('start') === 'fresh';
  const [trusted, setTrusted] = useState(fresh);
  if (fresh && !trusted) {
    setTrusted(true);
    setLine((was) => ({ ...was, after: Math.max(was.after, own.membership.readSeq) }));
  }

  // What comes while nobody looks stands under the line.
  useEffect(() => subscribe(() => void (isVisible() || setLine({ after: readSeq, upTo: null }))), [readSeq]);

  const markUnread = useCallback(
    (seq: number) => {
      setHeld(true);
      setLine((was) => moved(was, seq - 1));
      engine.markUnread(channelId, seq).catch((cause: unknown) => toast(sentenceOf(errorBodyOf(cause)), 'alert'));
    },
    [engine, channelId, toast],
  );
  const markAllRead = () => {
    setHeld(false);
    setLine((was) => moved(was, Infinity));
  };
  const sawEnd = useCallback((seq: number) => setLine((was) => (was.upTo === null ? { ...was, upTo: seq } : was)), []);
  return { line, held, markUnread, markAllRead, sawEnd };
}

interface MarkRead {
  readonly own: OwnChannel;
  readonly timeline: Timeline | undefined;
  /** The end of the conversation is on screen. */
  readonly atEnd: boolean;
  /** Whether it still is: the list may have been sent elsewhere since it was drawn. */
  readonly sees: () => boolean;
  readonly held: boolean;
  readonly onSawEnd: (seq: number) => void;
}

/** Everything is read once the end of the conversation is on a visible screen. */
export function useMarkRead({ own, timeline, atEnd, sees, held, onSawEnd }: MarkRead): void {
  const engine = useEngine();
  const { channelId } = own.channel;
  const fresh = useKey('start') === 'fresh';
  const visible = useSyncExternalStore(subscribe, isVisible);
  const last = timeline?.messages.at(-1)?.seq;
  const reads = visible && atEnd && !held && timeline?.to === null && last !== undefined;
  const complete = fresh && timeline !== undefined && timeline.through >= own.seq;
  useEffect(() => {
    if (!reads || !sees()) return;
    engine.markRead(channelId);
    if (complete) onSawEnd(last);
  }, [engine, channelId, reads, sees, complete, last, onSawEnd]);
}
