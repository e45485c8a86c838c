import { useCallback, useState } from 'react';
import { flushSync } from 'react-dom';
import { Link, useLocation } from '../../router.tsx';
import type { Channel } from '../../../../protocol/channel.ts';
import { useEngine } from '../../engine-context.ts';
import { useAction } from '../../hooks/use-action.ts';
import { useDebounced } from '../../hooks/use-debounced.ts';
import { usePages } from '../../hooks/use-pages.ts';
import { t } from '../../i18n/t.ts';
import { paths } from '../../paths.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Status } from '../../ui/status.tsx';
import { MoreButton } from '../more-button.tsx';
import { useOpenDialog, type DialogProps } from '../workspace/open-dialog.ts';
import css from './browse-dialog.module.css';

interface Found {
  readonly channel: Channel;
  readonly joined: boolean;
  readonly members?: number | undefined;
}

/** Public channels of the workspace, to find and join. */
export default function BrowseDialog({ workspaceId, onClose }: DialogProps) {
  const engine = useEngine();
  const open = useOpenDialog();
  const [, navigate] = useLocation();
  const [text, setText] = useState('');
  const [archived, setArchived] = useState(false);
  const asked = useDebounced(text.trim());
  const joining = useAction();
  const fetchPage = useCallback(
    async (from: string | undefined) => {
      const page = await engine.request('channel.browse', {
        workspaceId,
        archived,
        ...(asked === '' ? {} : { text: asked }),
        ...(from === undefined ? {} : { from }),
      });
      return { items: page.channels, next: page.next };
    },
    [engine, workspaceId, archived, asked],
  );
  const pages = usePages<Found>(fetchPage);

  const go = ({ channel, joined }: Found) =>
    joining.run(async () => {
      const { channelId } = channel;
      if (!joined && !channel.archived) await engine.request('channel.join', { channelId });
      // Closed first, or the composer could not take the focus.
      flushSync(onClose);
      navigate(paths.channel(workspaceId, channelId));
    });

  return (
    <Dialog title={t('Browse channels')} onClose={onClose}>
      <SearchField
        label={t('Search channels')}
        name="channels"
        placeholder={t('Name of a channel')}
        text={text}
        onText={setText}
      />
      <label className={css.check}>
        <input type="checkbox" checked={archived} onChange={({ target }) => setArchived(target.checked)} />
        {t('Archived channels only')}
      </label>
      {(pages.error ?? joining.error) && <Banner>{pages.error ?? joining.error}</Banner>}
      <ul className={css.list} aria-label={t('Channels')}>
        {pages.items?.map((found) => (
          <li key={found.channel.channelId} className={css.line}>
            <div className={css.words}>
              <Link
                className={css.name}
                href={paths.channel(workspaceId, found.channel.channelId)}
                onClick={() => flushSync(onClose)}
              >
                #{found.channel.name}
              </Link>
              <p>
                {[countOf(found), found.channel.topic || found.channel.purpose]
                  .filter((words) => words !== '')
                  .join(' · ')}
              </p>
            </div>
            <ChannelButton found={found} busy={joining.busy} onGo={() => go(found)} />
          </li>
        ))}
      </ul>
      <Status>
        {pages.items?.length === 0 && !pages.more && (
          <div className={css.none}>
            <p>{noneOf(asked, archived)}</p>
            {!archived && <Button onClick={() => open('createChannel')}>{t('Create a channel')}</Button>}
          </div>
        )}
      </Status>
      <MoreButton pages={pages} />
    </Dialog>
  );
}

const countOf = ({ members }: Found): string =>
  members === undefined ? '' : t('{members, plural, one {# member} other {# members}}', { members });

function noneOf(text: string, archived: boolean): string {
  if (archived)
    return text === '' ? t('No channel is archived.') : t('No archived channel is called “{text}”.', { text });
  return text === '' ? t('There is no channel here yet.') : t('No channel is called “{text}”.', { text });
}

interface ChannelButtonProps {
  readonly found: Found;
  readonly busy: boolean;
  readonly onGo: () => void;
}

function ChannelButton({ found, busy, onGo }: ChannelButtonProps) {
  const { name, archived } = found.channel;
  const opens = found.joined || archived;
  return (
    <Button
      look={opens ? 'plain' : 'primary'}
      aria-label={opens ? t('Open #{name}', { name }) : t('Join #{name}', { name })}
      disabled={busy}
      onClick={onGo}
    >
      {opens ? t('Open') : t('Join')}
    </Button>
  );
}
