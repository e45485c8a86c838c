import type { ReactNode } from 'react';
import css from './empty.module.css';
import { Icon, type IconName } from './icon.tsx';

interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  /** It is the whole page, not a part of one. */
  readonly page?: boolean;
  /** Higher where the title is the screen's own. */
  readonly heading?: 'h1' | 'h2';
  readonly children?: ReactNode;
  /** The one thing to do. */
  readonly action?: ReactNode;
}

/** What stands where there is nothing yet. */
export function Empty({
  icon,
  title,
  page = false,
  heading: Title = page ? 'h1' : 'h2',
  children,
  action,
}: EmptyProps) {
  const Box = page ? 'main' : 'div';
  return (
    <Box className={css.empty}>
      <span className={css.badge}>
        <Icon name={icon} size={24} />
      </span>
      <Title>{title}</Title>
      {children && <p>{children}</p>}
      {action}
    </Box>
  );
}
