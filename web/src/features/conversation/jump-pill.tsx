import { Icon } from '../../ui/icon.tsx';
import css from './jump-pill.module.css';

interface JumpPillProps {
  /** New messages of others below. */
  readonly fresh: number;
  readonly onJump: () => void;
}

export function JumpPill({ fresh, onJump }: JumpPillProps) {
  return (
    <button type="button" className={css.pill} onClick={onJump}>
      <Icon name="bottom" size={16} />
      {fresh > 0 ? `${fresh} new` : 'Jump to latest'}
    </button>
  );
}
