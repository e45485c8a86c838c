import type { ReactNode } from 'react';
import type { Profile } from '../../../../protocol/profile.ts';
import { useNow } from '../../hooks/use-now.ts';
import { t } from '../../i18n/t.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { PresenceDot } from '../../ui/presence-dot.tsx';
import { timeIn } from '../distances.ts';
import css from './person-line.module.css';
import { usePresence } from './use-presence.ts';

interface PersonLineProps {
  readonly person: Profile;
  /** A word beside the name: a role. */
  readonly note?: string | undefined;
  readonly you?: boolean;
  /** Shows more about them. */
  readonly onOpen: () => void;
  /** What can be done with them. */
  readonly children?: ReactNode;
}

const MINUTE_MS = 60_000;

/** A person in a list: name, title, the time where they are. */
export function PersonLine({ person, note, you = false, onOpen, children }: PersonLineProps) {
  const now = useNow(MINUTE_MS);
  const there = timeIn(person.timeZone, now);
  const about = [person.title, there === null ? '' : t('{time} local time', { time: there })]
    .filter((text) => text !== '')
    .join(' · ');
  return (
    <div className={css.line}>
      <Avatar id={person.userId} name={person.displayName} />
      <div className={css.words}>
        <div className={css.name}>
          <button type="button" className={css.open} onClick={onOpen}>
            {person.displayName}
          </button>
          <PresenceDot state={usePresence(person.userId)} />
          {you && <span className={css.note}>{t('you')}</span>}
          {note !== undefined && <span className={css.note}>{note}</span>}
        </div>
        {about !== '' && <p>{about}</p>}
      </div>
      {children}
    </div>
  );
}
