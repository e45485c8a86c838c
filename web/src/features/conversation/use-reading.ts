import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useEngine, useSelect } from '../../engine-context.ts';
import { errorBodyOf, sentenceOf } from '../../hooks/problem.ts';
import type { Timeline } from '../../store/state.ts';
import { readPlace } from '../../store/unread.ts';
import { useToast } from '../../ui/toast.tsx';

const subscribe = (listener: () => void) => {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
};
const isVisible = () => document.visibilityState === 'visible';

export interface Reading {
  /** The unread line stands after this number; it stays where it was when the conversation was opened. */
  readonly lineAfter: number;
  /** Nothing counts as read any more until the conversation is opened anew. */
  readonly held: boolean;
  /** Makes this message the first unread one. */
  readonly markUnread: (seq: number) => void;
}

/** Where the unread line stands. */
export function useReading(own: OwnChannel): Reading {
  const engine = useEngine();
  const { channelId } = own.channel;
  const readSeq = useSelect((state) => readPlace(state, own).readSeq);
  const [lineAfter, setLineAfter] = useState(readSeq);
  const [held, setHeld] = useState(false);
  const toast = useToast();

  // What comes while nobody looks stands under the line.
  useEffect(() => subscribe(() => void (isVisible() || setLineAfter(readSeq))), [readSeq]);

  const markUnread = useCallback(
    (seq: number) => {
      setHeld(true);
      setLineAfter(seq - 1);
      engine.markUnread(channelId, seq).catch((cause: unknown) => toast(sentenceOf(errorBodyOf(cause)), 'alert'));
    },
    [engine, channelId, toast],
  );
  return { lineAfter, held, markUnread };
}

interface MarkRead {
  readonly channelId: string;
  readonly timeline: Timeline | undefined;
  /** The end of the conversation is on screen. */
  readonly atEnd: boolean;
  readonly held: boolean;
}

/** Everything is read once the end of the conversation is on a visible screen. */
export function useMarkRead({ channelId, timeline, atEnd, held }: MarkRead): void {
  const engine = useEngine();
  const visible = useSyncExternalStore(subscribe, isVisible);
  const last = timeline?.messages.at(-1)?.seq;
  const reads = visible && atEnd && !held && timeline?.to === null && last !== undefined;
  useEffect(() => {
    if (reads) engine.markRead(channelId);
  }, [engine, channelId, reads, last]);
}
