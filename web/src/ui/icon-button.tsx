import type { ButtonHTMLAttributes, Ref } from 'react';
import { classes } from './classes.ts';
import css from './icon-button.module.css';
import { Icon, type IconName } from './icon.tsx';

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly icon: IconName;
  /** What it does: its accessible name and tooltip. */
  readonly label: string;
  readonly size?: number;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ icon, label, size = 18, className, children, ...rest }: IconButtonProps) {
  return (
    <button type="button" aria-label={label} title={label} {...rest} className={classes(css.button, className)}>
      <Icon name={icon} size={size} />
      {children}
    </button>
  );
}
