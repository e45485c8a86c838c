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
  const [lists, setLists] = useState<Lists>(() => {
    const shown = make(props);
    return { all: [shown], shown };
  });
  const stale = useSelect((state) => lists.all.find((list) => list !== lists.shown && isStale(state, list)));
  if (idOf(lists.shown) !== idOf(props)) setLists(opened(lists, props, store.state));
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
          <div key={list.id} className={shown ? css.shown : css.kept} data-kept={shown ? undefined : ''}>
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

let count = 0;
const make = ({ own, name }: ListsProps): Kept => ({
  id: (count += 1),
  own,
  name,
  seq: null,
  stays: { current: null },
});

/** Of those that stay, the one that was made first goes first. */
function opened({ all, shown }: Lists, props: ListsProps, state: State): Lists {
  const left = { ...shown, seq: state[key.channel(idOf(shown))]?.seq ?? null };
  const others = all.map((list) => (list === shown ? left : list));
  const known = others.find((list) => idOf(list) === idOf(props));
  if (known) return { all: others, shown: known };
  const made = make(props);
  return { all: [...others.slice(-MOST), made], shown: made };
}

const without = ({ all, shown }: Lists, gone: Kept): Lists => ({ all: all.filter((list) => list !== gone), shown });

function isStale(state: State, list: Kept): boolean {
  const unread = state[key.unread(idOf(list))];
  return state[key.channel(idOf(list))]?.seq !== list.seq || unread?.stale === true || (unread?.count ?? 0) > 0;
}

const idOf = ({ own }: Pick<Kept, 'own'>): string => own.channel.channelId;
