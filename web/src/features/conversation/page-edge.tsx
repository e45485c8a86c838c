import type { ErrorBody } from '../../../../protocol/errors.ts';
import { sentenceOf } from '../../hooks/problem.ts';
import { Button } from '../../ui/button.tsx';
import css from './page-edge.module.css';

interface PageEdgeProps {
  readonly error: ErrorBody | null;
  readonly onRetry: () => void;
}

/** The edge of what is loaded: more is on its way, or it could not be fetched. */
export function PageEdge({ error, onRetry }: PageEdgeProps) {
  if (error) {
    return (
      <div className={css.failed} role="alert">
        <span>{sentenceOf(error)}</span>
        <Button onClick={onRetry}>Try again</Button>
      </div>
    );
  }
  return (
    <div className={css.waiting} aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  );
}
