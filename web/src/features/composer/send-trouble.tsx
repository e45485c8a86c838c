import { useKey } from '../../engine-context.ts';
import { sentenceOf } from '../../hooks/problem.ts';
import { key } from '../../store/state.ts';
import { Banner } from '../../ui/banner.tsx';
import css from './send-trouble.module.css';

interface SendTroubleProps {
  readonly channelId: string;
  /** Why the text in the field was not taken. */
  readonly refused: string | null;
}

/** What one must know where one types: the text was refused, or messages go out too fast. */
export function SendTrouble({ channelId, refused }: SendTroubleProps) {
  const outbox = useKey(key.outbox(channelId));
  const slowed = outbox?.find(({ error }) => error?.code === 'rate_limited')?.error;
  const text = refused ?? (slowed ? sentenceOf(slowed) : null);
  if (text === null) return null;
  return (
    <div className={css.trouble}>
      <Banner tone={refused === null ? 'warm' : 'alert'}>{text}</Banner>
    </div>
  );
}
