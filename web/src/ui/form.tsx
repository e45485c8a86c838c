import type { ReactNode } from 'react';
import type { Submit } from '../hooks/use-submit.ts';
import { Banner } from './banner.tsx';
import css from './form.module.css';

interface FormProps {
  readonly submit: Submit;
  /** Names of the fields that show their own refusals; the rest is shown at the head. */
  readonly fields: readonly string[];
  readonly label?: string;
  readonly children: ReactNode;
}

export function Form({ submit, fields, label, children }: FormProps) {
  const general = submit.general(...fields);
  return (
    <form className={css.form} onSubmit={submit.onSubmit} onInput={submit.onInput} aria-label={label} noValidate>
      {general && <Banner>{general}</Banner>}
      {children}
    </form>
  );
}

export const Buttons = ({ children }: { readonly children: ReactNode }) => (
  <div className={css.buttons}>{children}</div>
);
