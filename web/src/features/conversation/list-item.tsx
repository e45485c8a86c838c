import { memo } from 'react';
import { lazily } from '../../ui/lazily.tsx';
import { sameFields } from '../same-fields.ts';
import { DayLine, UnreadLine } from './lines.tsx';
import type { Item } from './items.ts';
import { MessageRow } from './message-row.tsx';
import css from './notice-line.module.css';
import { OutgoingRow } from './outgoing-row.tsx';

const lineToCome = (
  <div className={css.notice}>
    <p>
      <br />
    </p>
  </div>
);
const NoticeLine = lazily(() => import('./notice-line.tsx'), lineToCome, { tryAgain: true, afterFrame: true });

export interface ListItemProps {
  readonly item: Exclude<Item, { readonly kind: 'beginning' }>;
  readonly workspaceId: string;
  readonly channelId: string;
  readonly own: boolean;
  readonly editing: boolean;
  /** The address points here: it stands out for a moment. */
  readonly target: boolean;
  readonly onEdit: (seq: number | null) => void;
  readonly onUnread: (seq: number) => void;
  /** Asks which day to go to, beside this element. */
  readonly onDate: (anchor: HTMLElement) => void;
}

const sameShown = ({ item: a, ...before }: ListItemProps, { item: b, ...after }: ListItemProps): boolean =>
  sameFields(before, after) && sameFields(a, b);

/** One line of the list. Items are made anew with every change of the list; only what they show counts. */
export const ListItem = memo(function ListItem({ item, ...rest }: ListItemProps) {
  switch (item.kind) {
    case 'day':
      return <DayLine at={item.at} onDate={rest.onDate} />;
    case 'unread':
      return <UnreadLine />;
    case 'notice':
      return <NoticeLine message={item.message} workspaceId={rest.workspaceId} />;
    case 'row':
      if (item.message) return <MessageRow message={item.message} head={item.head} {...rest} />;
      return item.outgoing && <OutgoingRow outgoing={item.outgoing} head={item.head} author={item.author} />;
  }
}, sameShown);
