import { memo, useLayoutEffect, useState } from 'react';
import { useEngine, useSelect } from '../../engine-context.ts';
import { key, type State } from '../../store/state.ts';
import { MessageList, type MessageListProps } from './message-list.tsx';
import type { Stays } from './use-list.ts';
import css from './message-lists.module.css';

/** Lists that stay in the page beside the one that is shown. */
const MOST = 4;

/** A list in the page, shown or out of sight. */
interface Kept extends Pick<MessageListProps, 'own' | 'name'> {
  readonly id: number;
  /** Number of the conversation's newest change when it was left. */
  readonly seq: number | null;
  readonly stays: Stays;
}

interface Lists {
  /** In the order in which they were made: an element that changes its place forgets how far it was scrolled. */
  readonly all: readonly Kept[];
  readonly shown: Kept;
}

type ListsProps = Omit<MessageListProps, 'stays'>;

/**
 * The messages of the conversation that is open. Lists that were left at their end stay in the page, out of sight, laid out as they
 * were: to see one of them again nothing has to be made anew. Whatever happens in its conversation meanwhile takes it away.
 */
export function MessageLists(props: ListsProps) {
  const { store } = useEngine();
  const { channelId } = props.own.channel;
  const [lists, setLists] = useState(() => withShown([], make(props)));
  const stale = useSelect((state) => lists.all.find((list) => list !== lists.shown && isStale(state, list)));
  if (lists.shown.own.channel.channelId !== channelId) setLists(opened(lists, props, store.state));
  else if (stale) setLists(without(lists, stale));

  useLayoutEffect(() => {
    const moving = lists.all.find((list) => list !== lists.shown && list.stays.current?.() !== true);
    if (moving) setLists(without(lists, moving));
  }, [lists]);

  return (
    <div className={css.lists}>
      {lists.all.map((list) => {
        const shown = list === lists.shown;
        const { own, name, stays } = list;
        return (
          <div key={list.id} className={shown ? css.shown : css.kept}>
            <List shown={shown} list={shown ? { ...props, stays } : { ...props, own, name, stays }} />
          </div>
        );
      })}
    </div>
  );
}

interface ListSeen {
  readonly shown: boolean;
  readonly list: MessageListProps;
}

/** Out of sight nothing is drawn anew. */
const List = memo(
  ({ list }: ListSeen) => <MessageList {...list} />,
  (_, { shown }) => !shown,
);

let made = 0;
const make = ({ own, name }: Pick<ListsProps, 'own' | 'name'>): Kept => {
  made += 1;
  return { id: made, own, name, seq: null, stays: { current: null } };
};

/** The last ones stay; the list that was made first goes first. */
const withShown = (others: readonly Kept[], shown: Kept): Lists => ({
  all: [...others.slice(-MOST), shown].toSorted((a, b) => a.id - b.id),
  shown,
});

function opened({ all, shown }: Lists, props: ListsProps, state: State): Lists {
  const { channelId } = shown.own.channel;
  const left = { ...shown, seq: state[key.channel(channelId)]?.seq ?? null };
  const known = all.find(({ own }) => own.channel.channelId === props.own.channel.channelId);
  const others = all.filter((list) => list !== known && list !== shown);
  return withShown([...others, left], known ?? make(props));
}

const without = ({ all, shown }: Lists, gone: Kept): Lists => ({ all: all.filter((list) => list !== gone), shown });

function isStale(state: State, { own, seq }: Kept): boolean {
  const { channelId } = own.channel;
  return state[key.channel(channelId)]?.seq !== seq || (state[key.unread(channelId)]?.count ?? 0) > 0;
}
