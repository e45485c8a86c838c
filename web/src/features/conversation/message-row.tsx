import { useState, type PointerEvent, type ReactNode } from 'react';
import type { Message } from '../../../../protocol/message.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { Link } from '../../router.tsx';
import { classes } from '../../ui/classes.ts';
import { quietly } from '../../ui/lazily.tsx';
import { fullTimeOf } from '../times.ts';
import type { ListItemProps } from './list-item.tsx';
import { Markdown } from './markdown/render.tsx';
import { NotSent } from './outgoing-row.tsx';
import css from './message-row.module.css';
import { RowFrame } from './row-frame.tsx';

const MessageActions = quietly(() => import('./message-actions.tsx'));
const MessageEditor = quietly(() => import('./message-editor.tsx'));
/** What a message needs once somebody turns to it, or it fails. */
export function preloadDeeds(): void {
  MessageActions.preload();
  MessageEditor.preload();
  NotSent.preload();
}

type MessageRowProps = Omit<ListItemProps, 'item' | 'onDate'> & { readonly message: Message; readonly head: boolean };

/** A sent message. What can be done with it shows while it is pointed at or focused. */
export function MessageRow({ message, head, workspaceId, channelId, own, editing, target, ...on }: MessageRowProps) {
  const [active, setActive] = useState(false);
  const href = paths.message(workspaceId, channelId, message.seq);
  const link = (time: ReactNode) => (
    <Link href={href} tabIndex={active ? 0 : -1}>
      {time}
    </Link>
  );
  // A tap gives the focus. What came under the finger before it is done would be what is tapped.
  const points =
    (isAt: boolean) =>
    ({ pointerType }: PointerEvent): void => {
      if (pointerType !== 'touch') setActive(isAt);
    };
  return (
    <RowFrame
      author={message.author}
      at={message.createdAt}
      head={head}
      active={active}
      link={link}
      className={classes(target && css.target)}
      data-seq={message.seq}
      // Not when it enters: rows that scroll past under a mouse at rest are not meant.
      onPointerMove={points(true)}
      onPointerDown={points(true)}
      onPointerLeave={points(false)}
      onFocus={({ currentTarget }) => setTimeout(() => setActive(currentTarget.contains(document.activeElement)))}
      onBlur={(event) => setActive(event.currentTarget.contains(event.relatedTarget))}
    >
      {editing ? (
        <MessageEditor message={message} onDone={() => on.onEdit(null)} />
      ) : (
        <>
          <Markdown text={message.text} />
          {message.editedAt !== null && (
            <span className={css.edited} title={fullTimeOf(message.editedAt)}>
              {t('(edited)')}
            </span>
          )}
        </>
      )}
      {active && !editing && <MessageActions message={message} href={href} own={own} {...on} />}
    </RowFrame>
  );
}
