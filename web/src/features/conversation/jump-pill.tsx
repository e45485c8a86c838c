import { t } from '../../i18n/t.ts';
import { Icon } from '../../ui/icon.tsx';
import css from './jump-pill.module.css';

interface JumpPillProps {
  /** New messages of others below. */
  readonly fresh: number;
  readonly onJump: () => void;
}

export function JumpPill({ fresh, onJump }: JumpPillProps) {
  return (
    <button
      type="button"
      className={css.pill}
      aria-label={fresh > 0 ? t('Jump to latest, {fresh} new', { fresh }) : undefined}
      onClick={onJump}
    >
      <Icon name="bottom" size={16} />
      {fresh > 0 ? t('{fresh} new', { fresh }) : t('Jump to latest')}
    </button>
  );
}
