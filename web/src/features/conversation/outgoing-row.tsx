import { useEngine } from '../../engine-context.ts';
import { sentenceOf } from '../../hooks/problem.ts';
import type { Outgoing } from '../../store/state.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { Markdown } from './markdown/render.tsx';
import css from './outgoing-row.module.css';
import { RowFrame } from './row-frame.tsx';

interface OutgoingRowProps {
  readonly outgoing: Outgoing;
  readonly author: string;
  readonly head: boolean;
}

/** One's own message on its way: paler while it takes long, with a way on when it failed. */
export function OutgoingRow({ outgoing, author, head }: OutgoingRowProps) {
  const engine = useEngine();
  const { clientMessageId, status, error } = outgoing;
  const failed = status === 'failed';
  return (
    <RowFrame
      author={author}
      at={outgoing.createdAt}
      head={head}
      className={classes(failed ? css.failed : css.pending)}
    >
      <Markdown text={outgoing.text} />
      {failed ? (
        <div className={css.trouble} role="alert">
          <Icon name="alert" size={15} />
          <span>Not sent. {error ? sentenceOf(error) : ''}</span>
          <Button onClick={() => engine.retry(clientMessageId)}>Retry</Button>
          <Button look="quiet" onClick={() => engine.discard(clientMessageId)}>
            Discard
          </Button>
        </div>
      ) : (
        <span className={css.sending}>Sending …</span>
      )}
    </RowFrame>
  );
}
