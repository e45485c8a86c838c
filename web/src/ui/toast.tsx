import { createContext, use, useCallback, useRef, useState, type ReactNode } from 'react';
import { classes } from './classes.ts';
import css from './toast.module.css';

type Show = (text: string, tone?: 'plain' | 'alert') => void;
const ToastContext = createContext<Show>(() => {});
const SHOWN_MS = 5_000;

/** Says a sentence at the foot of the window for a few seconds. */
export const useToast = (): Show => use(ToastContext);

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<{ readonly text: string; readonly tone: string } | null>(null);
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
        {toast && <p className={classes(css.toast, toast.tone === 'alert' && css.alert)}>{toast.text}</p>}
      </div>
    </ToastContext>
  );
}
