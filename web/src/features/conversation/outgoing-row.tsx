import { t } from '../../i18n/t.ts';
import type { Outgoing } from '../../store/state.ts';
import { quietly } from '../../ui/lazily.tsx';
import { Markdown } from './markdown/render.tsx';
import css from './outgoing-row.module.css';
import { RowFrame } from './row-frame.tsx';

export const NotSent = quietly(() => import('./not-sent.tsx'));

interface OutgoingRowProps {
  readonly outgoing: Outgoing;
  readonly author: string;
  readonly head: boolean;
}

/** One's own message on its way: paler while it takes long, with a way on when it failed. */
export function OutgoingRow({ outgoing, author, head }: OutgoingRowProps) {
  const failed = outgoing.status === 'failed';
  return (
    <RowFrame author={author} at={outgoing.createdAt} head={head} className={failed ? css.failed : css.pending}>
      <Markdown text={outgoing.text} />
      {failed ? <NotSent outgoing={outgoing} /> : <span className={css.sending}>{t('Sending …')}</span>}
    </RowFrame>
  );
}
