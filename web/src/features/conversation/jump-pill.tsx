import { t } from '../../i18n/t.ts';
import { Icon } from '../../ui/icon.tsx';
import { MORE_ICONS } from '../../ui/more-icons.ts';
import css from './jump-pill.module.css';

interface JumpPillProps {
  /** New messages of others below. */
  readonly fresh: number;
  readonly onJump: () => void;
}

/** Counts of unread messages stop here: it may be more. */
const MOST = 100;

export default function JumpPill({ fresh: count, onJump }: JumpPillProps) {
  const fresh = count < MOST ? String(count) : `${MOST}+`;
  return (
    <button
      type="button"
      className={css.pill}
      aria-label={count > 0 ? t('Jump to latest, {fresh} new', { fresh }) : undefined}
      onClick={onJump}
    >
      <Icon name={MORE_ICONS.bottom} size={16} />
      {count > 0 ? t('{fresh} new', { fresh }) : t('Jump to latest')}
    </button>
  );
}
