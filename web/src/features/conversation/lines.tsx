import { useNow } from '../../hooks/use-now.ts';
import { t } from '../../i18n/t.ts';
import { Icon } from '../../ui/icon.tsx';
import { dayNameOf } from '../times.ts';
import css from './lines.module.css';

const HOUR_MS = 3_600_000;

interface DayLineProps {
  readonly at: number;
  readonly onDate: (anchor: HTMLElement) => void;
}

/** Where a day begins; from here one goes to another day. */
export function DayLine({ at, onDate }: DayLineProps) {
  const name = dayNameOf(at, useNow(HOUR_MS));
  return (
    <div className={css.day}>
      <span role="separator" aria-label={name} />
      <DayButton name={name} onDate={onDate} />
    </div>
  );
}

/** Which day is on screen, above the list, while its line is not. */
export function DayPill({ at, onDate }: DayLineProps) {
  const name = dayNameOf(at, useNow(HOUR_MS));
  return (
    <div className={css.pill}>
      <DayButton name={name} onDate={onDate} />
    </div>
  );
}

function DayButton({ name, onDate }: { readonly name: string } & Pick<DayLineProps, 'onDate'>) {
  return (
    <button
      type="button"
      className={css.button}
      aria-haspopup="dialog"
      aria-label={t('{name}, jump to a date', { name })}
      onClick={(event) => onDate(event.currentTarget)}
    >
      {name}
      <Icon name="down" size={14} />
    </button>
  );
}

export const UnreadLine = () => (
  <div className={css.unread} role="separator" aria-label={t('New messages')} data-unread>
    <span>{t('New')}</span>
  </div>
);
