import { useEffect, useState } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import type { ErrorBody } from '../../../../protocol/errors.ts';
import { useEngine } from '../../engine-context.ts';
import { errorBodyOf, sentenceOf } from '../../hooks/problem.ts';
import { t } from '../../i18n/t.ts';
import { isVisit } from '../../store/visit.ts';
import { Splash } from '../../ui/splash.tsx';
import { NotFound } from '../workspace/not-found.tsx';

const absent: ReadonlySet<string> = new Set(['forbidden', 'invalid']);

const lead = (was: OwnChannel | undefined): string =>
  was === undefined
    ? t('It is private, gone, or the address is mistyped.')
    : t(
        'You are no longer in #{name}: somebody took you out, or you left it on another device. Its people can add you again.',
        {
          name: was.channel.name,
        },
      );

interface NotHereProps {
  readonly channelId: string;
  /** What was shown a moment ago. */
  readonly was: OwnChannel | undefined;
}

/** Until it is known whether the person may look at a conversation that they are not in, and where they may not. */
export function NotHere({ channelId, was }: NotHereProps) {
  const engine = useEngine();
  const [refused, setRefused] = useState<ErrorBody | null>(null);
  useEffect(() => {
    let current = true;
    const isCurrent = () => current;
    engine.visit(channelId, isCurrent).catch((cause: unknown) => current && setRefused(errorBodyOf(cause)));
    return () => {
      current = false;
    };
  }, [engine, channelId]);

  if (refused === null) return <Splash />;
  const mine = was?.channel.channelId === channelId && !isVisit(was) ? was : undefined;
  return (
    <NotFound title={t('This conversation is not here for you')} inside>
      {absent.has(refused.code) ? lead(mine) : sentenceOf(refused)}
    </NotFound>
  );
}
