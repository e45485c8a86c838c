import { useEffect, useId, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Profile } from '../../../../protocol/profile.ts';
import { useEngine, useMe } from '../../engine-context.ts';
import { useDebounced } from '../../hooks/use-debounced.ts';
import { optionId } from '../../ui/options.tsx';
import type { DraftText } from './use-draft.ts';

export interface Suggestion {
  readonly id: string;
  readonly name: string;
  readonly about: string;
}

/** An `@` at the beginning of a word and what was typed after it, up to the caret. */
const ASKED = /(?:^|[\s(])@([\p{L}\p{N}\p{M}._-]{0,40}(?: [\p{L}\p{N}\p{M}._-]{1,40})?)$/u;
const MOST = 8;
const EVERYONE: readonly Suggestion[] = [
  { id: 'channel', name: 'channel', about: 'everyone in this conversation' },
  { id: 'here', name: 'here', about: 'those who are online' },
];

interface SuggestionsInput {
  readonly workspaceId: string;
  readonly draft: DraftText;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

/** People to call while `@` is being typed. Arrow keys choose, Enter or Tab takes, Escape closes. */
export function useSuggestions({ workspaceId, draft, field }: SuggestionsInput) {
  const id = useId();
  const [asked, setAsked] = useState<string | null>(null);
  const [chosen, setChosen] = useState(0);
  const found = useFound(workspaceId, asked);
  const open = asked !== null && found.length > 0;
  const close = () => setAsked(null);

  function look(text: string, caret: number): void {
    setAsked(ASKED.exec(text.slice(Math.max(0, caret - 90), caret))?.[1] ?? null);
    setChosen(0);
  }

  function take({ id: userId, name }: Suggestion): void {
    const caret = field.current?.selectionStart ?? draft.text.length;
    const from = draft.text.lastIndexOf('@', caret - 1);
    const word = userId.startsWith('U') ? draft.called.call(userId, name) : `@${name}`;
    const text = `${draft.text.slice(0, from)}${word} ${draft.text.slice(caret)}`;
    draft.write(text);
    close();
    const place = from + word.length + 1;
    requestAnimationFrame(() => field.current?.setSelectionRange(place, place));
  }

  /** @returns whether the key was for the list */
  function onKeyDown(event: KeyboardEvent): boolean {
    if (!open) return false;
    const one = found[chosen];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setChosen((chosen + step + found.length) % found.length);
    else if (event.key === 'Escape') close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && one) take(one);
    else return false;
    event.preventDefault();
    return true;
  }

  const aria = {
    'aria-autocomplete': 'list' as const,
    'aria-controls': open ? id : undefined,
    'aria-activedescendant': open ? optionId(id, chosen) : undefined,
  };
  return { open, look, close, onKeyDown, aria, list: { id, found, chosen, onTake: take } };
}

function useFound(workspaceId: string, asked: string | null): readonly Suggestion[] {
  const engine = useEngine();
  const { userId: me } = useMe();
  const text = useDebounced(asked, 120);
  const [people, setPeople] = useState<readonly Suggestion[]>([]);
  useEffect(() => {
    if (text === null) return;
    let current = true;
    const found = (list: readonly Suggestion[]) => current && setPeople(list);
    engine.request('member.list', { workspaceId, ...(text === '' ? {} : { text }) }).then(
      ({ members }) => found(members.filter(({ userId }) => userId !== me).map(suggestionOf)),
      () => found([]),
    );
    return () => {
      current = false;
    };
  }, [engine, workspaceId, me, text]);
  if (asked === null) return [];
  const matches = ({ name }: Suggestion) => folded(name).includes(folded(asked));
  return [...people.filter(matches), ...EVERYONE.filter(({ name }) => name.startsWith(asked))].slice(0, MOST);
}

const suggestionOf = ({ userId, displayName, title }: Profile): Suggestion => ({
  id: userId,
  name: displayName,
  about: title,
});

const folded = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase();
