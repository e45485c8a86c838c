import { useLayoutEffect, useRef } from 'react';
import { t } from '../../i18n/t.ts';
import { Markdown } from '../conversation/markdown/render.tsx';
import css from './composer.module.css';

/** The message as it will look, in place of the text. */
export default function Preview({ text }: { readonly text: string }) {
  const region = useRef<HTMLDivElement>(null);
  // Before anything else is pressed: the text that had the focus is hidden.
  useLayoutEffect(() => region.current?.focus(), []);
  return (
    <div ref={region} className={css.preview} role="region" aria-label={t('Preview')} tabIndex={0}>
      {text.trim() === '' ? <p className={css.nothing}>{t('Nothing to show yet.')}</p> : <Markdown text={text} />}
    </div>
  );
}
