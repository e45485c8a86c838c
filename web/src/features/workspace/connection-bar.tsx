import { useEffect, useState } from 'react';
import { useEngine, useKey } from '../../engine-context.ts';
import { useNow } from '../../hooks/use-now.ts';
import { t } from '../../i18n/t.ts';
import { renew, useNewer } from '../../installed.ts';
import type { Connection } from '../../store/state.ts';
import css from './connection-bar.module.css';

/** A short break goes by unnoticed. */
const PATIENCE_MS = 1_500;

/** A thin line that says how the connection is when it is not well. */
export default function ConnectionBar() {
  const { phase, nextTryAt } = useKey('connection');
  const engine = useEngine();
  const shown = useLasting(phase !== 'live', PATIENCE_MS);
  const now = useNow(1_000, shown && nextTryAt !== null);
  const newer = useNewer();
  if (phase === 'outdated' || (newer && !shown)) {
    return (
      <div className={css.bar} role="status">
        {t('A newer Parley is there.')}
        <button type="button" className={css.action} onClick={() => void renew()}>
          {t('Reload')}
        </button>
      </div>
    );
  }
  if (!shown) return null;
  const seconds = nextTryAt === null ? 0 : Math.ceil((nextTryAt - now) / 1_000);
  return (
    <div className={css.bar} role="status">
      {wordsOf(phase)}
      {seconds > 1 && <span aria-hidden="true">{` ${t('Next try in {seconds} s.', { seconds })}`}</span>}
      {seconds > 1 && (
        <button type="button" className={css.action} onClick={() => engine.attention(true)}>
          {t('Try now')}
        </button>
      )}
    </div>
  );
}

function wordsOf(phase: Connection['phase']): string {
  if (phase !== 'offline') return t('Reconnecting …');
  if (navigator.onLine) return t('Reconnecting … What you write is sent once Parley answers.');
  return t('You are offline. What you write is sent once you are back.');
}

/** True once `value` has been true for a while; false at once. */
function useLasting(value: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!value) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return lasting && value;
}
