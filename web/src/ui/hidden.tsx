import type { ReactNode } from 'react';
import css from './hidden.module.css';

/** Words for those who listen. */
export const Hidden = ({ children }: { readonly children: ReactNode }) => (
  <span className={css.hidden}>{children}</span>
);
