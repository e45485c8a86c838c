import { createContext, use, useCallback, useRef, useState, type ReactNode } from 'react';
import { classes } from './classes.ts';
import css from './toast.module.css';

type Tone = 'plain' | 'alert';
type Show = (text: string, tone?: Tone) => void;
const ToastContext = createContext<Show>(() => {});
const SHOWN_MS = 5_000;

/** Says a sentence for a few seconds, at the top of the window: what one types in, and the keyboard of a phone, are below. */
export const useToast = (): Show => use(ToastContext);

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<{ readonly text: string; readonly tone: Tone } | null>(null);
  const timer = useRef(0);
  const show = useCallback<Show>((text, tone = 'plain') => {
    window.clearTimeout(timer.current);
    setToast({ text, tone });
    timer.current = window.setTimeout(() => setToast(null), SHOWN_MS);
  }, []);
  return (
    <ToastContext value={show}>
      {children}
      <div className={css.place} role="status" aria-live="polite">
        {toast && <ToastLine tone={toast.tone}>{toast.text}</ToastLine>}
      </div>
    </ToastContext>
  );
}

/** The sentence itself. */
export const ToastLine = ({ tone, children }: { readonly tone: Tone; readonly children: string }) => (
  <p className={classes(css.toast, tone === 'alert' && css.alert)}>{children}</p>
);
