import type { MouseEvent } from 'react';
import { useEngine } from '../../engine-context.ts';
import { sentenceOf } from '../../hooks/problem.ts';
import { t } from '../../i18n/t.ts';
import type { Outgoing } from '../../store/state.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import css from './outgoing-row.module.css';

/** Why a message was not sent, and the ways on. */
export default function NotSent({ outgoing }: { readonly outgoing: Outgoing }) {
  const engine = useEngine();
  const { clientMessageId, error } = outgoing;

  /** The button goes away, and the focus with it. */
  function retry(event: MouseEvent<HTMLElement>): void {
    composerBeside(event.currentTarget)?.focus();
    engine.retry(clientMessageId);
  }

  function discard(event: MouseEvent<HTMLElement>): void {
    placeAfter(event.currentTarget)?.focus();
    engine.discard(clientMessageId);
  }

  return (
    <div className={css.trouble} role="alert">
      <Icon name="alert" size={15} />
      <span>
        {t('Not sent.')} {error ? sentenceOf(error) : ''}
      </span>
      <Button onClick={retry}>{t('Retry')}</Button>
      <Button look="quiet" onClick={discard}>
        {t('Discard')}
      </Button>
    </div>
  );
}

const composerBeside = (button: HTMLElement): HTMLElement | null =>
  button.closest('section')?.querySelector<HTMLElement>('[data-composer]') ?? null;

/** Where one goes on when the message is gone: the next one that failed, or the text field. */
function placeAfter(button: HTMLElement): HTMLElement | null {
  const rows = [...(button.closest('[role="log"]')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const at = rows.findIndex((row) => row.contains(button));
  const next = rows.slice(at + 1).find((row) => row.querySelector('[role="alert"] button') !== null);
  return next ?? composerBeside(button);
}
