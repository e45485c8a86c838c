import type { ReactNode } from 'react';
import css from './banner.module.css';
import { classes } from './classes.ts';
import { Icon } from './icon.tsx';
import { PAGE_ICONS } from './page-icons.ts';

interface BannerProps {
  readonly tone?: 'alert' | 'warm' | 'good';
  readonly children: ReactNode;
}

/** A sentence about the whole form or panel. */
export function Banner({ tone = 'alert', children }: BannerProps) {
  return (
    <div className={classes(css.banner, css[tone])} role={tone === 'alert' ? 'alert' : 'status'}>
      <Icon name={tone === 'good' ? PAGE_ICONS.check : 'alert'} size={17} />
      <div className={css.words}>{children}</div>
    </div>
  );
}
