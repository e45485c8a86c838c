import type { ErrorBody } from '../../../../protocol/errors.ts';
import { sentenceOf } from '../../hooks/problem.ts';
import { t } from '../../i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import css from './page-edge.module.css';

interface PageEdgeProps {
  /** `above` and `below` what is loaded; `whole`: nothing is known of the conversation yet. */
  readonly at: 'above' | 'below' | 'whole';
  readonly error: ErrorBody | null;
  readonly onRetry: () => void;
}

/** Where loaded messages end: more are on their way, or could not be fetched. An edge has its room whether it shows or not. */
export default function PageEdge({ at, error, onRetry }: PageEdgeProps) {
  const failed = error && (
    <div className={css.failed} role="alert">
      <span>{sentenceOf(error)}</span>
      <Button onClick={onRetry}>{t('Try again')}</Button>
    </div>
  );
  if (at !== 'whole') return <div className={classes(css.edge, at === 'below' && css.last)}>{failed ?? <Ghost />}</div>;
  return (
    failed ?? (
      <div className={css.waiting}>
        {[0, 1, 2, 3, 4].map((one) => (
          <Ghost key={one} />
        ))}
      </div>
    )
  );
}

/** The shape of a message, for who waits. */
const Ghost = () => (
  <div className={css.ghost} aria-hidden="true">
    <span className={css.face} />
    <span className={css.who} />
    <span className={css.words} />
  </div>
);
