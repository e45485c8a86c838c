import { useEffect, useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { t } from '../i18n/t.ts';
import css from './dialog.module.css';
import { IconButton } from './icon-button.tsx';
import { MORE_ICONS } from './more-icons.ts';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** A row of buttons that stays in view. */
  readonly footer?: ReactNode;
}

/** A modal dialog: the browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, onClose, children, footer }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
  }, []);
  // The browser gives the focus back only while the dialog is still in the page.
  useLayoutEffect(() => {
    const dialog = ref.current;
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={css.dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <DialogSheet id={titleId} title={title} onClose={onClose} footer={footer}>
        {children}
      </DialogSheet>
    </dialog>
  );
}

/** What a dialog shows: its title, with `id`, and the way out, what it holds and its buttons. */
export function DialogSheet({ id, title, onClose, children, footer }: DialogProps & { readonly id: string }) {
  return (
    <div className={css.inside}>
      <header className={css.header}>
        <h2 id={id}>{title}</h2>
        <IconButton icon={MORE_ICONS.close} label={t('Close')} onClick={onClose} />
      </header>
      <div className={css.body}>{children}</div>
      {footer && <footer className={css.footer}>{footer}</footer>}
    </div>
  );
}
