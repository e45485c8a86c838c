import { memo, startTransition, useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { useEngine, useKey, useSelect } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { key, type State } from '../../store/state.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { conversationName, hashed } from '../conversation-name.ts';
import { sameFields } from '../same-fields.ts';
import { useAhead, useReady } from './ahead.ts';
import { MessageList, type MessageListProps } from './message-list.tsx';
import type { Due, Stays } from './use-list.ts';
import css from './message-lists.module.css';

/** Lists that stay in the page beside the one that is shown. */
const MOST = 4;

/** A list in the page, shown or out of sight. */
interface Kept {
  readonly id: number;
  readonly channelId: string;
  /** Number of the conversation's newest change when it was left. */
  readonly seq: number | null;
  readonly stays: Stays;
}

interface Lists {
  /** In the order in which they were made: an element that changes its place forgets how far it was scrolled. */
  readonly all: readonly Kept[];
  readonly shown: Kept;
}

type ListsProps = Omit<MessageListProps, 'stays' | keyof Due>;

/**
 * The messages of the conversation that is open. Lists that were left at their end stay in the page, out of sight, laid out as they
 * were: to see one of them again nothing has to be made anew. Whatever happens in its conversation meanwhile takes it away.
 */
export function MessageLists(props: ListsProps) {
  const { store } = useEngine();
  const { channelId } = props.own.channel;
  const ahead = useAhead();
  const [lists, setLists] = useState<Lists>(() => {
    const shown = make(channelId);
    return { all: [shown], shown };
  });
  const wanted = ahead !== null && holds(lists, ahead) ? ahead : channelId;
  const stale = useSelect((state) => lists.all.find((list) => list !== lists.shown && isStale(state, list)));
  if (lists.shown.channelId !== wanted) setLists(opened(lists, wanted, store.state));
  else if (stale) setLists(without(lists, stale));
  useReady(useCallback((id: string) => holds(lists, id) && lists.shown.channelId !== id, [lists]));

  useLayoutEffect(() => {
    if (ahead !== null) return;
    const moving = lists.all.find((list) => list !== lists.shown && list.stays.current?.() !== true);
    if (moving) setLists(without(lists, moving));
  }, [lists, ahead]);

  return (
    <div className={css.lists}>
      {lists.all.map((list) => {
        const shown = list === lists.shown;
        const given = list.channelId === channelId ? props : givenTo(list, props, store.state);
        if (!given) return null;
        return (
          <div key={list.id} className={shown ? css.shown : css.kept} data-kept={shown ? undefined : ''}>
            <ErrorBoundary title={t('This conversation could not be shown')} panel="conversation">
              <List shown={shown} list={{ ...given, stays: list.stays }} />
            </ErrorBoundary>
          </div>
        );
      })}
    </div>
  );
}

interface ListSeen {
  readonly shown: boolean;
  readonly list: Omit<MessageListProps, keyof Due>;
}

/** Out of sight nothing is drawn anew, nor is what comes back as it was. */
const List = memo(
  function List({ list }: ListSeen) {
    const due = useDue(list.own.channel.channelId);
    return <MessageList key={String(due.isDue)} {...due} {...list} />;
  },
  (was, { shown, list }) => !shown || sameFields(was.list, list),
);

/**
 * Not due until messages are there that were not when the list came. Who waited for them sees them drawn in pieces, between which the browser
 * answers, and in a list that is made anew: one that knows at first what it holds is right at once (`first-sight.ts`).
 */
function useDue(channelId: string): Due {
  const isThere = useKey(key.timeline(channelId)) !== undefined;
  const [due, setDue] = useState({ isDue: isThere, takesFocus: false });
  const [opens, setOpens] = useState<Due['opens']>('start');
  const openAtEnd = useCallback(() => setOpens('end'), []);
  useEffect(() => {
    if (!isThere || due.isDue) return;
    startTransition(() => setDue({ isDue: true, takesFocus: document.activeElement?.role === 'log' }));
  }, [isThere, due]);
  return { ...due, opens, openAtEnd };
}

/** What a list that stays is given: what it will be given when its conversation is the one of the address. Null: it is theirs no more. */
function givenTo({ channelId }: Kept, props: ListsProps, state: State): ListsProps | null {
  const own = state[key.channel(channelId)];
  if (!own) return null;
  const { channel } = own;
  return {
    own,
    name: hashed(channel, conversationName(state, channel)),
    seq: undefined,
    editing: null,
    onEdit: props.onEdit,
  };
}

let count = 0;
const make = (channelId: string): Kept => ({ id: (count += 1), channelId, seq: null, stays: { current: null } });

const holds = ({ all }: Lists, channelId: string): boolean => all.some((list) => list.channelId === channelId);

/** Of those that stay, the one that was made first goes first. */
function opened({ all, shown }: Lists, channelId: string, state: State): Lists {
  const left = { ...shown, seq: state[key.channel(shown.channelId)]?.seq ?? null };
  const others = all.map((list) => (list === shown ? left : list));
  const known = others.find((list) => list.channelId === channelId);
  if (known) return { all: others, shown: known };
  const made = make(channelId);
  return { all: [...others.slice(-MOST), made], shown: made };
}

const without = ({ all, shown }: Lists, gone: Kept): Lists => ({ all: all.filter((list) => list !== gone), shown });

function isStale(state: State, list: Kept): boolean {
  const unread = state[key.unread(list.channelId)];
  return state[key.channel(list.channelId)]?.seq !== list.seq || unread?.stale === true || (unread?.count ?? 0) > 0;
}
