import { useState } from 'react';
import { useSelect } from '../../engine-context.ts';
import { foldedSections } from '../../remembered.ts';
import { key, type State } from '../../store/state.ts';
import { listed, type Listed } from './listed.ts';
import { sameItems } from './same-items.ts';

type Name = 'channels' | 'directs';

export interface ShownSection {
  /** Ids of the conversations that are shown: all of them, or what is unread or open while it is folded up. */
  readonly ids: readonly string[];
  readonly folded: boolean;
  readonly onFold: () => void;
  /** Whether there is nothing in it, folded up or not. */
  readonly empty: boolean;
}

const sameLists = (a: Listed, b: Listed): boolean =>
  sameItems(a.channels, b.channels) && sameItems(a.directs, b.directs);

const isUnread = (state: State, channelId: string): boolean => (state[key.unread(channelId)]?.count ?? 0) > 0;

/** The sections of the sidebar as this device remembers them. */
export function useSections(workspaceId: string, openId: string | undefined): Readonly<Record<Name, ShownSection>> {
  const [folded, setFolded] = useState(foldedSections.read);
  const lists = useSelect((state) => listed(state, workspaceId, openId), sameLists);
  const unread = useSelect(
    (state) => [...lists.channels, ...lists.directs].filter((id) => isUnread(state, id)),
    sameItems,
  );
  function section(name: Name): ShownSection {
    const ids = lists[name];
    const isFolded = folded.includes(name);
    const onFold = () => {
      const next = isFolded ? folded.filter((one) => one !== name) : [...folded, name];
      foldedSections.write(next);
      setFolded(next);
    };
    const shown = isFolded ? ids.filter((id) => id === openId || unread.includes(id)) : ids;
    return { ids: shown, folded: isFolded, onFold, empty: ids.length === 0 };
  }
  return { channels: section('channels'), directs: section('directs') };
}
