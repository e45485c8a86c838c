import type { ReactNode } from 'react';
import css from './status.module.css';

/** Tells what came of what is typed, also to who does not see it. It is there before it has something to tell, and takes no room then. */
export const Status = ({ children }: { readonly children: ReactNode }) => (
  <div className={css.status} role="status">
    {children}
  </div>
);
