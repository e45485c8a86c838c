import type { ErrorBody } from '../../../../protocol/errors.ts';
import { sentenceOf } from '../../hooks/problem.ts';
import { t } from '../../i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import css from './page-edge.module.css';

export interface EdgeProps {
  readonly error: ErrorBody | null;
  readonly onRetry: () => void;
}

interface PageEdgeProps extends EdgeProps {
  /** The edge below, not above. */
  readonly last?: boolean;
}

/** The edge of what is loaded: more is on its way, or it could not be fetched. It has its room whether it shows or not. */
export default function PageEdge({ error, onRetry, last = false }: PageEdgeProps) {
  return (
    <div className={classes(css.edge, last && css.last)}>
      {error ? <Failed error={error} onRetry={onRetry} /> : <Ghost />}
    </div>
  );
}

export function Failed({ error, onRetry }: EdgeProps & { readonly error: ErrorBody }) {
  return (
    <div className={css.failed} role="alert">
      <span>{sentenceOf(error)}</span>
      <Button onClick={onRetry}>{t('Try again')}</Button>
    </div>
  );
}

/** The shape of a message, for who waits. */
export const Ghost = () => (
  <div className={css.ghost} aria-hidden="true">
    <span />
    <span />
    <span />
  </div>
);
