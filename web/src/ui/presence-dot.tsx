import { classes } from './classes.ts';
import css from './presence-dot.module.css';

const WORDS = { online: 'online', away: 'away', offline: 'offline' } as const;

/** Whether a person is there: filled, half or hollow, so that colour is not the only sign. */
export function PresenceDot({ state }: { readonly state: keyof typeof WORDS }) {
  return <span role="img" aria-label={WORDS[state]} title={WORDS[state]} className={classes(css.dot, css[state])} />;
}
