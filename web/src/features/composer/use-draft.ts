import { useCallback, useEffect, useRef, useState } from 'react';
import { useEngine, useKey } from '../../engine-context.ts';
import { key } from '../../store/state.ts';
import { useCalled, type Called } from './called.ts';

export interface DraftText {
  /** As it is shown: people and channels by name. */
  readonly text: string;
  /** As it is sent and kept: people and channels by id. */
  readonly stored: string;
  readonly write: (text: string) => void;
  /** While letters are being composed, nothing else may change the text. */
  readonly compose: (composing: boolean) => void;
  readonly called: Called;
}

/** Who typed within this time is still typing. */
const TYPING_MS = 1_000;

/**
 * The unsent text of a conversation: kept with every keystroke, and taken over when it is written on in another tab, though
 * never under the fingers of who types here.
 */
export function useDraft(draftKey: string): DraftText {
  const engine = useEngine();
  const called = useCalled();
  const kept = useKey(key.draft(draftKey)) ?? '';
  const last = useRef(kept);
  const typedAt = useRef(Number.NEGATIVE_INFINITY);
  const [composing, setComposing] = useState(false);
  const [text, setText] = useState(() => called.toShown(kept));

  useEffect(() => {
    if (kept === last.current || composing) return;
    const take = () => {
      last.current = kept;
      setText(called.toShown(kept));
    };
    const wait = typedAt.current + TYPING_MS - performance.now();
    if (wait <= 0) {
      take();
      return;
    }
    const timer = setTimeout(take, wait);
    return () => clearTimeout(timer);
  }, [kept, called, composing]);

  const write = useCallback(
    (next: string) => {
      setText(next);
      last.current = called.toStored(next);
      typedAt.current = next === '' ? Number.NEGATIVE_INFINITY : performance.now();
      engine.setDraft(draftKey, last.current);
    },
    [engine, draftKey, called],
  );
  return { text, stored: called.toStored(text), write, compose: setComposing, called };
}
