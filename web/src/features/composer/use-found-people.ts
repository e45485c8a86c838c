import { useEffect, useMemo, useState } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import { useEngine, useMe, useSelect } from '../../engine-context.ts';
import { useDebounced } from '../../hooks/use-debounced.ts';
import { t } from '../../i18n/t.ts';
import { key } from '../../store/state.ts';
import { folded } from './folded.ts';
import type { Suggestion } from './suggestion.ts';

interface Known extends Suggestion {
  readonly here: boolean;
}

const everyone = (): readonly Suggestion[] => [
  { id: 'channel', name: 'channel', about: t('everyone in this conversation') },
  { id: 'here', name: 'here', about: t('those who are online') },
];

/**
 * People whom `asked` may mean, those of the conversation first; null asks for nobody. Of a channel's people the first page
 * counts as known.
 */
export function useFoundPeople(own: OwnChannel, asked: string | null): readonly Suggestion[] {
  const { workspaceId } = own.channel;
  const { userId: me } = useMe();
  const insiders = useInsiders(own, asked !== null);
  const others = useMembersLike(workspaceId, asked);
  return useMemo(() => {
    if (asked === null) return [];
    const { ids, whole } = insiders;
    const outside = t('not in this conversation');
    const known = new Map<string, Known>();
    for (const one of [...insiders.people, ...others]) {
      const here = ids.has(one.id);
      const about = here || !whole ? one.about : outside;
      if (one.id !== me) known.set(one.id, { ...one, about, here });
    }
    const wanted = folded(asked);
    const begins = ({ name }: Suggestion): number => Number(folded(name).startsWith(wanted));
    const people = [...known.values()]
      .filter(({ name }) => folded(name).includes(wanted))
      .toSorted((a, b) => Number(b.here) - Number(a.here) || begins(b) - begins(a) || a.name.localeCompare(b.name));
    return [...people, ...everyone().filter(({ name }) => name.startsWith(wanted))];
  }, [asked, insiders, others, me]);
}

interface Insiders {
  readonly ids: ReadonlySet<string>;
  readonly people: readonly Suggestion[];
  /** Whether these are all of them. */
  readonly whole: boolean;
}

const NOBODY: readonly Suggestion[] = [];

/** The people of the conversation; a channel's are asked for when the first one is called. */
function useInsiders({ channel }: OwnChannel, wanted: boolean): Insiders {
  const engine = useEngine();
  const { channelId, people } = channel;
  const [page, setPage] = useState<Insiders>({ ids: new Set(), people: NOBODY, whole: false });
  const isNamed = people.length === 0;
  useEffect(() => {
    if (!wanted || !isNamed) return;
    let current = true;
    engine.request('channel.members', { channelId }).then(
      ({ members, next }) => current && setPage(insidersOf(members, next === undefined)),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [engine, channelId, wanted, isNamed]);

  const named = useSelect((state) => people.map((userId) => state[key.profile(userId)]), sameItems);
  return useMemo(() => {
    if (isNamed) return page;
    return { ids: new Set(people), people: named.flatMap((one) => (one ? [suggestionOf(one)] : [])), whole: true };
  }, [isNamed, page, people, named]);
}

const insidersOf = (members: readonly Person[], whole: boolean): Insiders => ({
  ids: new Set(members.map(({ userId }) => userId)),
  people: members.map(suggestionOf),
  whole,
});

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** People of the workspace, as the server finds them. */
function useMembersLike(workspaceId: string, asked: string | null): readonly Suggestion[] {
  const engine = useEngine();
  const text = useDebounced(asked, 120);
  const [people, setPeople] = useState(NOBODY);
  useEffect(() => {
    if (text === null) return;
    let current = true;
    engine.request('member.list', { workspaceId, ...(text === '' ? {} : { text }) }).then(
      ({ members }) => current && setPeople(members.filter(({ deactivated }) => !deactivated).map(suggestionOf)),
      () => current && setPeople(NOBODY),
    );
    return () => {
      current = false;
    };
  }, [engine, workspaceId, text]);
  return people;
}

interface Person {
  readonly userId: string;
  readonly displayName: string;
  readonly title: string;
}

const suggestionOf = ({ userId, displayName, title }: Person): Suggestion => ({
  id: userId,
  name: displayName,
  about: title,
});
