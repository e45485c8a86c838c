import { useEffect } from 'react';
import type { Workspace } from '../../../../protocol/workspace.ts';
import { useEngine, useMe, useSelect } from '../../engine-context.ts';
import { Button } from '../../ui/button.tsx';
import { Hidden } from '../../ui/hidden.tsx';
import { Icon } from '../../ui/icon.tsx';
import { withCommand } from '../keyboard/keys.ts';
import { useOpenDialog } from '../workspace/dialogs.tsx';
import { WorkspaceMenu } from '../workspace/workspace-menu.tsx';
import { ChannelLink } from './channel-link.tsx';
import { DirectLink } from './direct-link.tsx';
import { listed } from './listed.ts';
import { Section } from './section.tsx';
import { sameItems } from './same-items.ts';
import css from './sidebar.module.css';

interface SidebarProps {
  readonly workspace: Workspace;
  readonly channelId: string | undefined;
}

export function Sidebar({ workspace, channelId }: SidebarProps) {
  const { workspaceId } = workspace;
  const open = useOpenDialog();
  const channels = useSelect((state) => listed(state, workspaceId, channelId).channels, sameItems);
  const directs = useSelect((state) => listed(state, workspaceId, channelId).directs, sameItems);
  usePeopleOf(workspaceId, directs);
  // On a phone the list has the screen to itself until a conversation is chosen.
  const alone = channelId === undefined;
  const Root = alone ? 'main' : 'div';
  return (
    <Root className={css.sidebar}>
      <WorkspaceMenu workspace={workspace} />
      <button type="button" className={css.search} onClick={() => open('switcher')}>
        <Icon name="search" size={16} />
        <span>Go to…</span>
        <kbd aria-hidden="true">{withCommand('K')}</kbd>
      </button>
      <nav className={css.scroll} aria-label="Conversations">
        {alone && (
          <h1>
            <Hidden>{`Conversations in ${workspace.name}`}</Hidden>
          </h1>
        )}
        <Section
          title="Channels"
          actions={[
            { icon: 'compass', label: 'Browse channels', run: () => open('browse') },
            { icon: 'plus', label: 'Create a channel', run: () => open('createChannel') },
          ]}
        >
          {channels.map((id) => (
            <ChannelLink key={id} channelId={id} current={id === channelId} />
          ))}
        </Section>
        <Section
          title="Direct messages"
          actions={[{ icon: 'plus', label: 'Start a direct message', run: () => open('direct') }]}
        >
          {directs.map((id) => (
            <DirectLink key={id} channelId={id} current={id === channelId} />
          ))}
          {directs.length === 0 && (
            <li>
              <button type="button" className={css.first} onClick={() => open('direct')}>
                Write to somebody
              </button>
            </li>
          )}
        </Section>
      </nav>
      <div className={css.foot}>
        <Button wide icon="invite" onClick={() => open('invite')}>
          Invite people
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
