import { t } from '../i18n/t.ts';
import { Logo } from './logo.tsx';
import css from './splash.module.css';

/** The moment before anything is known; it shows itself only when that takes long. */
export function Splash() {
  return (
    <div className={css.splash} role="status" aria-label={t('Loading')}>
      <Logo size={44} />
    </div>
  );
}
