import type { ReactNode } from 'react';
import { useTitle } from '../../hooks/use-title.ts';
import { t } from '../../i18n/t.ts';
import { Logo } from '../../ui/logo.tsx';
import css from './auth-page.module.css';

interface AuthPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  /** The way to the other pages. */
  readonly foot?: ReactNode;
}

/** The frame of all pages before the first workspace. */
export function AuthPage({ title, lead, children, foot }: AuthPageProps) {
  useTitle(title);
  return (
    <div className={css.page}>
      <aside className={css.side} aria-hidden="true">
        <Mark />
        <p className={css.claim}>
          {t('Talk it over.')}
          <br />
          {t('Keep it yours.')}
        </p>
        <p className={css.small}>{t('Team chat that lives where you decide.')}</p>
      </aside>
      <main className={css.main}>
        <div className={css.card}>
          <div className={css.brand}>
            <Logo size={34} />
            <span>Parley</span>
          </div>
          <h1>{title}</h1>
          {lead && <p className={css.lead}>{lead}</p>}
          {children}
          {foot && <p className={css.foot}>{foot}</p>}
        </div>
      </main>
    </div>
  );
}

function Mark() {
  return (
    <svg className={css.mark} viewBox="5 7 22 17">
      <path className={css.one} d="M6 15.5A7.5 7.5 0 0 1 13.5 8h1.7a9.6 9.6 0 0 0 0 15H7.2A1.2 1.2 0 0 1 6 21.8z" />
      <path className={css.two} d="M26 15.5A7.5 7.5 0 0 0 18.5 8h-.2a7.5 7.5 0 0 0 0 15h6.5a1.2 1.2 0 0 0 1.2-1.2z" />
    </svg>
  );
}
