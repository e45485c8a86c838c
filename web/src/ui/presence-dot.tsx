import { t } from '../i18n/t.ts';
import { classes } from './classes.ts';
import css from './presence-dot.module.css';

const WORDS = {
  online: () => t('online'),
  away: () => t('away'),
  offline: () => t('offline'),
};

/** Whether a person is there: filled, half or hollow, so that colour is not the only sign. */
export function PresenceDot({ state }: { readonly state: keyof typeof WORDS }) {
  const word = WORDS[state]();
  return <span role="img" aria-label={word} title={word} className={classes(css.dot, css[state])} />;
}
