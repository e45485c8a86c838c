import { useEffect, useState } from 'react';
import type { ErrorBody } from '../../../../protocol/errors.ts';
import { LIMITS } from '../../../../protocol/limits.ts';
import { useKey } from '../../engine-context.ts';
import { locale } from '../../i18n/language.ts';
import { t } from '../../i18n/t.ts';
import { key } from '../../store/state.ts';
import { Banner } from '../../ui/banner.tsx';
import css from './send-trouble.module.css';

interface SendTroubleProps {
  readonly channelId: string;
  /** Why the text in the field was not taken. */
  readonly refused: string | null;
  /** It is longer than a message may be. */
  readonly over: boolean;
}

const tooLong = (): string =>
  t('A message has at most {most} characters. Send it in parts.', {
    most: LIMITS.messageCharacters.toLocaleString(locale()),
  });

/** What one must know where one types: the text was refused, or messages go out too fast. */
export default function SendTrouble({ channelId, refused, over }: SendTroubleProps) {
  const outbox = useKey(key.outbox(channelId));
  const slowed = outbox?.find(({ error }) => error?.code === 'rate_limited')?.error;
  const wrong = over ? tooLong() : refused;
  if (wrong !== null)
    return (
      <div className={css.trouble}>
        <Banner tone="alert">{wrong}</Banner>
      </div>
    );
  return slowed ? <Slowed error={slowed} /> : null;
}

const SECOND_MS = 1_000;

/** Counts down to when the messages that wait are sent. Read out once, not at every second. */
function Slowed({ error }: { readonly error: ErrorBody }) {
  const wait = error.retryAfterMs ?? SECOND_MS;
  const [left, setLeft] = useState(wait);
  useEffect(() => {
    const until = Date.now() + wait;
    const show = () => setLeft(until - Date.now());
    show();
    const timer = setInterval(show, SECOND_MS / 4);
    return () => clearInterval(timer);
  }, [error, wait]);
  const seconds = Math.max(1, Math.ceil(left / SECOND_MS));
  return (
    <div className={css.trouble}>
      <Banner tone="warm">
        {t('You are sending messages too fast. They wait, and go out by themselves.')}{' '}
        <span className={css.count} aria-hidden="true">
          {t('{seconds, plural, one {Next try in # second.} other {Next try in # seconds.}}', { seconds })}
        </span>
      </Banner>
    </div>
  );
}
