import { useEffect, useMemo, useRef } from 'react';
import type { Workspace } from '../../../../protocol/workspace.ts';
import { useEngine, useMe, useSelect } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { Button } from '../../ui/button.tsx';
import { Hidden } from '../../ui/hidden.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PLACE_ICONS } from '../../ui/place-icons.ts';
import { quietly } from '../../ui/lazily.tsx';
import { withCommand } from '../keyboard/keys.ts';
import { useOpenDialog } from '../workspace/open-dialog.ts';
import { WorkspaceMenu } from '../workspace/workspace-menu.tsx';
import { ChannelLink } from './channel-link.tsx';
import { DirectLink } from './direct-link.tsx';
import { Section } from './section.tsx';
import { sameItems } from './same-items.ts';
import css from './sidebar.module.css';
import { useSections } from './use-sections.ts';

const UnreadHints = quietly(() => import('./unread-hints.tsx'));

interface SidebarProps {
  readonly workspace: Workspace;
  readonly channelId: string | undefined;
}

export function Sidebar({ workspace, channelId }: SidebarProps) {
  const { workspaceId } = workspace;
  const open = useOpenDialog();
  const { channels, directs } = useSections(workspaceId, channelId);
  const list = useRef<HTMLElement>(null);
  usePeopleOf(workspaceId, directs.ids);
  const shown = useMemo(() => [...channels.ids, ...directs.ids], [channels.ids, directs.ids]);
  // On a phone the list has the screen to itself until a conversation is chosen.
  const alone = channelId === undefined;
  const Root = alone ? 'main' : 'div';
  return (
    <Root className={css.sidebar}>
      <WorkspaceMenu workspace={workspace} />
      <button type="button" className={css.search} onClick={() => open('switcher')}>
        <Icon name={PLACE_ICONS.search} size={16} />
        <span>{t('Go to…')}</span>
        <kbd aria-hidden="true">{withCommand('K')}</kbd>
      </button>
      <div className={css.area}>
        <nav ref={list} className={css.scroll} aria-label={t('Conversations')}>
          {alone && (
            <h1>
              <Hidden>{t('Conversations in {name}', { name: workspace.name })}</Hidden>
            </h1>
          )}
          <Section
            title={t('Channels')}
            folded={channels.folded}
            onFold={channels.onFold}
            actions={[
              { icon: PLACE_ICONS.compass, label: t('Browse channels'), run: () => open('browse') },
              { icon: PLACE_ICONS.plus, label: t('Create a channel'), run: () => open('createChannel') },
            ]}
          >
            {channels.ids.map((id) => (
              <ChannelLink key={id} channelId={id} current={id === channelId} />
            ))}
          </Section>
          <Section
            title={t('Direct messages')}
            folded={directs.folded}
            onFold={directs.onFold}
            actions={[{ icon: PLACE_ICONS.plus, label: t('Start a direct message'), run: () => open('direct') }]}
          >
            {directs.ids.map((id) => (
              <DirectLink key={id} channelId={id} current={id === channelId} />
            ))}
            {directs.empty && !directs.folded && (
              <li>
                <button type="button" className={css.first} onClick={() => open('direct')}>
                  {t('Write to somebody')}
                </button>
              </li>
            )}
          </Section>
        </nav>
        <UnreadHints list={list} ids={shown} />
      </div>
      <div className={css.foot}>
        <Button wide icon="invite" onClick={() => open('invite')}>
          {t('Invite people')}
        </Button>
      </div>
    </Root>
  );
}

/** Sees to the names and the presence of the people in the list. */
function usePeopleOf(workspaceId: string, directs: readonly string[]): void {
  const engine = useEngine();
  const { userId: me } = useMe();
  const people = useSelect((state) => {
    const all = directs.flatMap((id) => state[`channel:${id}`]?.channel.people ?? []);
    return [...new Set(all)].filter((userId) => userId !== me);
  }, sameItems);
  useEffect(() => {
    if (people.length === 0) return;
    engine.needProfiles(workspaceId, people);
    return engine.watchPresence(people);
  }, [engine, workspaceId, people]);
}
