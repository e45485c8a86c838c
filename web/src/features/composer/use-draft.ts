import { useCallback, useEffect, useRef, useState } from 'react';
import { useEngine, useKey } from '../../engine-context.ts';
import { key } from '../../store/state.ts';
import { useCalled, type Called } from './called.ts';

export interface DraftText {
  /** As it is shown: people by name. */
  readonly text: string;
  /** As it is sent and kept: people by id. */
  readonly stored: string;
  readonly write: (text: string) => void;
  readonly called: Called;
}

/** The unsent text of a conversation: kept with every keystroke, taken over when another tab writes on. */
export function useDraft(draftKey: string): DraftText {
  const engine = useEngine();
  const called = useCalled();
  const kept = useKey(key.draft(draftKey)) ?? '';
  const last = useRef(kept);
  const [text, setText] = useState(() => called.toShown(kept));

  useEffect(() => {
    if (kept === last.current) return;
    last.current = kept;
    setText(called.toShown(kept));
  }, [kept, called]);

  const write = useCallback(
    (next: string) => {
      setText(next);
      last.current = called.toStored(next);
      engine.setDraft(draftKey, last.current);
    },
    [engine, draftKey, called],
  );
  return { text, stored: called.toStored(text), write, called };
}
