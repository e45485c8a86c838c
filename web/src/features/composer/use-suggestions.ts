import { useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Asked, Suggestion } from './suggestion.ts';
import type { DraftText } from './use-draft.ts';
import type { Writing } from './use-writing.ts';

/** An `@` or `#` at the beginning of a word and what was typed after it, up to the caret. */
const PERSON = /(?:^|[\s(*_~])@([\p{L}\p{N}\p{M}._-]{0,40}(?: [\p{L}\p{N}\p{M}._-]{1,40})?)$/u;
const CHANNEL = /(?:^|[\s(*_~])#([\p{L}\p{N}\p{M}._-]{0,80})$/u;

function askedIn(text: string): Asked | null {
  const person = PERSON.exec(text)?.[1];
  if (person !== undefined) return { sign: '@', text: person };
  const channel = CHANNEL.exec(text)?.[1];
  return channel === undefined ? null : { sign: '#', text: channel };
}

interface SuggestionsInput {
  readonly draft: Pick<DraftText, 'text' | 'called' | 'write'>;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly writing: Writing;
}

/** Which list the field controls, and the option in it that Enter takes; null while there is none. */
export interface Shown {
  readonly listId: string;
  readonly optionId: string;
}

/** People to call while `@` is being typed, channels after `#`: what was asked for, and what becomes of what was chosen. */
export function useSuggestions({ draft, field, writing }: SuggestionsInput) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [used, setUsed] = useState(false);
  const keys = useRef<((event: KeyboardEvent) => boolean) | null>(null);
  const close = () => setAsked(null);

  function look(text: string, caret: number): void {
    const now = askedIn(text.slice(Math.max(0, caret - 90), caret));
    setAsked(now);
    if (now) setUsed(true);
  }

  function take(one: Suggestion): void {
    const text = draft.text();
    const caret = field.current?.selectionStart ?? text.length;
    const from = text.lastIndexOf(asked?.sign ?? '@', caret - 1);
    const word = /^[UC]/.test(one.id) ? draft.called.call(one.id, one.name) : `@${one.name}`;
    const insert = text[caret] === ' ' ? word : `${word} `;
    close();
    if (writing.replace(from, caret, insert)) return;
    draft.write(text.slice(0, from) + insert + text.slice(caret));
    const place = from + insert.length;
    requestAnimationFrame(() => field.current?.setSelectionRange(place, place));
  }

  const aria = {
    'aria-autocomplete': 'list' as const,
    'aria-haspopup': 'listbox' as const,
    'aria-controls': shown?.listId,
    'aria-activedescendant': shown?.optionId,
  };
  /** @returns whether the key was for the list */
  const onKeyDown = (event: KeyboardEvent): boolean => asked !== null && keys.current?.(event) === true;
  return { look, close, onKeyDown, aria, used, list: { asked, keys, onShow: setShown, onTake: take, onClose: close } };
}
