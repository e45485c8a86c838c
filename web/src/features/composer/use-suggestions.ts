import { useId, useState, type KeyboardEvent, type RefObject } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { optionId } from '../../ui/options.tsx';
import type { Suggestion } from './suggestion.ts';
import type { DraftText } from './use-draft.ts';
import { useFoundChannels } from './use-found-channels.ts';
import { useFoundPeople } from './use-found-people.ts';
import type { Writing } from './use-writing.ts';

/** What is being looked for: the sign, and what was typed after it. */
interface Asked {
  readonly sign: '@' | '#';
  readonly text: string;
}

/** An `@` or `#` at the beginning of a word and what was typed after it, up to the caret. */
const PERSON = /(?:^|[\s(*_~])@([\p{L}\p{N}\p{M}._-]{0,40}(?: [\p{L}\p{N}\p{M}._-]{1,40})?)$/u;
const CHANNEL = /(?:^|[\s(*_~])#([\p{L}\p{N}\p{M}._-]{0,80})$/u;
const MOST = 8;

function askedIn(text: string): Asked | null {
  const person = PERSON.exec(text)?.[1];
  if (person !== undefined) return { sign: '@', text: person };
  const channel = CHANNEL.exec(text)?.[1];
  return channel === undefined ? null : { sign: '#', text: channel };
}

interface SuggestionsInput {
  readonly own: OwnChannel;
  readonly draft: DraftText;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly writing: Writing;
}

/** People to call while `@` is being typed, channels after `#`. Arrow keys choose, Enter or Tab takes, Escape closes. */
export function useSuggestions({ own, draft, field, writing }: SuggestionsInput) {
  const id = useId();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [chosen, setChosen] = useState(0);
  const people = useFoundPeople(own, asked?.sign === '@' ? asked.text : null);
  const channels = useFoundChannels(own.channel.workspaceId, asked?.sign === '#' ? asked.text : null);
  const found = (asked?.sign === '#' ? channels : people).slice(0, MOST);
  const open = asked !== null && found.length > 0;
  const close = () => setAsked(null);

  function look(text: string, caret: number): void {
    setAsked(askedIn(text.slice(Math.max(0, caret - 90), caret)));
    setChosen(0);
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

  /** @returns whether the key was for the list */
  function onKeyDown(event: KeyboardEvent): boolean {
    if (!open) return false;
    const one = found[chosen];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setChosen((chosen + step + found.length) % found.length);
    else if (event.key === 'Escape') close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && one) take(one);
    else return false;
    event.preventDefault();
    return true;
  }

  const aria = {
    'aria-autocomplete': 'list' as const,
    'aria-haspopup': 'listbox' as const,
    'aria-controls': open ? id : undefined,
    'aria-activedescendant': open ? optionId(id, chosen) : undefined,
  };
  const sign = asked?.sign ?? '@';
  return { open, look, close, onKeyDown, aria, list: { id, sign, found, chosen, onChoose: setChosen, onTake: take } };
}
