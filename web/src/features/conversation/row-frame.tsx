import type { HTMLAttributes, ReactNode } from 'react';
import { useName } from '../../engine-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { useShowProfile } from '../people/show-profile.ts';
import { dayAndTimeOf, fullTimeOf, timeOf } from '../times.ts';
import css from './row-frame.module.css';

interface RowFrameProps extends HTMLAttributes<HTMLElement> {
  readonly author: string;
  readonly at: number;
  readonly head: boolean;
  /** Somebody is at the row: Tab reaches what is in it. */
  readonly active?: boolean;
  /** Wraps the time in a link to the message. */
  readonly link?: (time: ReactNode) => ReactNode;
  readonly children: ReactNode;
}

/** Who, when and what: the shape that sent and outgoing messages share. */
export function RowFrame({ author, at, head, active = false, link, className, children, ...rest }: RowFrameProps) {
  const name = useName(author);
  const showProfile = useShowProfile();
  const time = <Time at={at} />;
  return (
    <article
      {...rest}
      className={classes(css.row, head && css.head, className)}
      aria-label={`${name}, ${dayAndTimeOf(at)}`}
      tabIndex={-1}
      data-row
    >
      {head ? <Avatar id={author} name={name} /> : <span className={css.gutter}>{link?.(time) ?? time}</span>}
      <div className={css.main}>
        {head && (
          <div className={css.who}>
            <button type="button" className={css.name} tabIndex={active ? 0 : -1} onClick={() => showProfile(author)}>
              {name}
            </button>
            {link?.(time) ?? time}
          </div>
        )}
        {children}
      </div>
    </article>
  );
}

/** When a message was written; to the second, with its day, for who points at it. */
const Time = ({ at }: { readonly at: number }) => (
  <time dateTime={new Date(at).toISOString()} title={fullTimeOf(at)}>
    {timeOf(at)}
  </time>
);
