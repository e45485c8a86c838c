import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { Icon, type IconName } from './icon.tsx';
import { PAGE_ICONS } from './page-icons.ts';
import css from './menu.module.css';

interface MenuItemProps {
  readonly icon?: IconName;
  readonly onSelect: () => void;
  readonly danger?: boolean;
  /** Set in menus of choices. */
  readonly checked?: boolean;
  readonly children: ReactNode;
}

/** A command in a menu. */
export function MenuItem({ icon, onSelect, danger, checked, children }: MenuItemProps) {
  return (
    <button
      type="button"
      role={checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={checked}
      tabIndex={-1}
      className={classes(css.item, danger && css.danger)}
      onClick={onSelect}
    >
      {icon && <Icon name={icon} size={17} />}
      <span className={css.words}>{children}</span>
      {checked && <Icon name={PAGE_ICONS.check} size={16} />}
    </button>
  );
}

export const MenuLine = () => <hr className={css.line} />;
