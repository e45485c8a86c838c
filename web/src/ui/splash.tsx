import { type CSSProperties, useEffect, useState } from 'react';
import { t } from '../i18n/t.ts';
import { Logo } from './logo.tsx';
import './splash.css';

/** A wait that begins so soon after another is the same one to who waits. */
const SAME_WAIT_MS = 1_000;

/** Since when somebody waits, and until when there was something that said so: the page had one before there was an app. */
let since = 0;
let until = performance.now();

function waited(): number {
  const now = performance.now();
  if (now - until > SAME_WAIT_MS) since = now;
  return now - since;
}

/** The moment before anything is known; it shows itself only when that takes long, and goes on from the one before it. */
export function Splash() {
  const [style] = useState(() => ({ '--waited': `${waited()}ms` }) as CSSProperties);
  useEffect(
    () => () => {
      until = performance.now();
    },
    [],
  );
  return (
    <div className="splash" style={style} role="status" aria-label={t('Loading')}>
      <Logo size={44} />
    </div>
  );
}
