import { useNow } from '../../hooks/use-now.ts';
import { dayNameOf } from '../times.ts';
import css from './lines.module.css';

const HOUR_MS = 3_600_000;

export function DayLine({ at }: { readonly at: number }) {
  const now = useNow(HOUR_MS);
  return (
    <div className={css.day} role="separator" aria-label={dayNameOf(at, now)}>
      <span>{dayNameOf(at, now)}</span>
    </div>
  );
}

export const UnreadLine = () => (
  <div className={css.unread} role="separator" aria-label="New messages" data-unread>
    <span>New</span>
  </div>
);
