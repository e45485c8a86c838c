import { useEffect, useState } from 'react';
import { useLocation } from '../../router.tsx';
import type { Channel } from '../../../../protocol/channel.ts';
import type { ErrorBody } from '../../../../protocol/errors.ts';
import { useEngine } from '../../engine-context.ts';
import { errorBodyOf, sentenceOf } from '../../hooks/problem.ts';
import { useAction } from '../../hooks/use-action.ts';
import { useNarrow } from '../../hooks/use-media.ts';
import { paths } from '../../paths.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Splash } from '../../ui/splash.tsx';
import { t } from '../../i18n/t.ts';
import { NotFound } from '../workspace/not-found.tsx';

const absent: ReadonlySet<string> = new Set(['forbidden', 'invalid']);

const lead = (was: string): string =>
  was === ''
    ? t('It is private, gone, or the address is mistyped.')
    : t(
        'You are no longer in #{name}: somebody took you out, or you left it on another device. Its people can add you again.',
        {
          name: was,
        },
      );

interface NotJoinedProps {
  readonly channelId: string;
  /** Its name, for who was in it a moment ago. */
  readonly was: string;
}

/** A conversation that the person is not in: a public channel can be joined, all else does not exist for them. */
export default function NotJoined({ channelId, was }: NotJoinedProps) {
  const engine = useEngine();
  const [channel, setChannel] = useState<Channel | null>(null);
  const [refused, setRefused] = useState<ErrorBody | null>(null);
  const join = useAction();
  useEffect(() => {
    let current = true;
    engine.request('channel.get', { channelId }).then(
      (found) => current && setChannel(found.channel),
      (cause: unknown) => current && setRefused(errorBodyOf(cause)),
    );
    return () => {
      current = false;
    };
  }, [engine, channelId]);

  if (refused !== null)
    return (
      <NotFound title={t('This conversation is not here for you')} inside>
        {absent.has(refused.code) ? lead(was) : sentenceOf(refused)}
      </NotFound>
    );
  if (!channel) return <Splash />;
  return (
    <Empty icon="hash" heading="h1" title={`#${channel.name}`} action={<Ways channel={channel} join={join} />}>
      {channel.archived
        ? t('This channel is archived. It can be joined once it is brought back.')
        : channel.topic || channel.purpose || t('You are not in this channel yet.')}
      {join.error && <Banner>{join.error}</Banner>}
    </Empty>
  );
}

interface WaysProps {
  readonly channel: Channel;
  readonly join: ReturnType<typeof useAction>;
}

/** In, or away; on a phone the list does not stand beside it. */
function Ways({ channel, join }: WaysProps) {
  const engine = useEngine();
  const narrow = useNarrow();
  const [, navigate] = useLocation();
  const { channelId, workspaceId } = channel;
  const onJoin = () => join.run(() => engine.request('channel.join', { channelId }));
  return (
    <>
      {!channel.archived && (
        <Button look="primary" busy={join.busy} onClick={onJoin}>
          {t('Join channel')}
        </Button>
      )}
      {(narrow || channel.archived) && (
        <Button look={channel.archived ? 'plain' : 'quiet'} onClick={() => navigate(paths.workspace(workspaceId))}>
          {t('Back to conversations')}
        </Button>
      )}
    </>
  );
}
