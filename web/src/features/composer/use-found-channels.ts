import { useEffect, useMemo, useState } from 'react';
import type { Channel } from '../../../../protocol/channel.ts';
import { useEngine, useKey } from '../../engine-context.ts';
import { useDebounced } from '../../hooks/use-debounced.ts';
import { channelsOf } from '../../store/selectors.ts';
import { folded } from './folded.ts';
import type { Suggestion } from './suggestion.ts';

const NONE: readonly Channel[] = [];

/** Channels whose name holds `asked`: one's own at once, other public ones as they are found; null asks for none. */
export function useFoundChannels(workspaceId: string, asked: string | null): readonly Suggestion[] {
  const { store } = useEngine();
  const mine = useKey('channelIds');
  const others = usePublic(workspaceId, asked);
  return useMemo(() => {
    if (asked === null) return [];
    const own = mine.length > 0 ? channelsOf(store.state, workspaceId).map(({ channel }) => channel) : NONE;
    const known = new Map([...others, ...own].map((channel) => [channel.channelId, channel]));
    const wanted = folded(asked);
    const begins = ({ name }: Channel): number => Number(folded(name).startsWith(wanted));
    return [...known.values()]
      .filter(({ name, archived }) => name !== '' && !archived && folded(name).includes(wanted))
      .toSorted((a, b) => begins(b) - begins(a) || a.name.localeCompare(b.name))
      .map(({ channelId, name, topic }): Suggestion => ({ id: channelId, name, about: topic }));
  }, [store, workspaceId, asked, mine, others]);
}

/** Public channels, as the server finds them. */
function usePublic(workspaceId: string, asked: string | null): readonly Channel[] {
  const engine = useEngine();
  const text = useDebounced(asked, 120);
  const [found, setFound] = useState(NONE);
  useEffect(() => {
    if (text === null) return;
    let current = true;
    engine.request('channel.browse', { workspaceId, ...(text === '' ? {} : { text }) }).then(
      ({ channels }) => current && setFound(channels.map(({ channel }) => channel)),
      () => current && setFound(NONE),
    );
    return () => {
      current = false;
    };
  }, [engine, workspaceId, text]);
  return found;
}
