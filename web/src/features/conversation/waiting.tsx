import { Failed, Ghost, type EdgeProps } from './page-edge.tsx';
import css from './page-edge.module.css';

/** Nothing is known of the conversation yet. */
export default function Waiting({ error, onRetry }: EdgeProps) {
  if (error) return <Failed error={error} onRetry={onRetry} />;
  return (
    <div className={css.waiting}>
      {[0, 1, 2, 3, 4].map((one) => (
        <Ghost key={one} />
      ))}
    </div>
  );
}
