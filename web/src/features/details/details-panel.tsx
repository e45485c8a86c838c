import { useLayoutEffect, useRef } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import type { Workspace } from '../../../../protocol/workspace.ts';
import { useEngine } from '../../engine-context.ts';
import { t } from '../../i18n/t.ts';
import { hashed, useConversationName } from '../conversation-name.ts';
import { abilitiesOf } from './abilities.ts';
import { ChannelActions } from './channel-actions.tsx';
import css from './details-panel.module.css';
import { EditableLine } from './editable-line.tsx';
import { MemberList } from './member-list.tsx';
import { SidePanel } from './side-panel.tsx';

interface DetailsPanelProps {
  readonly own: OwnChannel;
  readonly workspace: Workspace;
  /** Whether it begins at the people. */
  readonly atMembers: boolean;
  /** What was pressed to come here. */
  readonly opener: HTMLElement | null;
  readonly onClose: () => void;
}

/** All about a conversation: its words, its people, what can be done with it. */
export default function DetailsPanel({ own, workspace, atMembers, opener, onClose }: DetailsPanelProps) {
  const engine = useEngine();
  const { channel } = own;
  const { channelId } = channel;
  const may = abilitiesOf(own, workspace);
  const name = hashed(channel, useConversationName(channel));
  const about = useRef<HTMLElement>(null);
  const members = useRef<HTMLElement>(null);
  // After the panel took the focus.
  useLayoutEffect(() => {
    const start = atMembers ? members.current : about.current;
    start?.scrollIntoView({ block: 'start' });
    if (atMembers) start?.focus({ preventScroll: true });
  }, [atMembers, opener]);
  return (
    <SidePanel label={t('Details')} title={name} close={t('Close details')} opener={opener} onClose={onClose}>
      {channel.name !== '' && (
        <section ref={about} className={css.about} aria-label={t('About')}>
          <EditableLine
            label={t('Name')}
            edit={t('Edit name')}
            value={channel.name}
            field="name"
            editable={may.rename}
            onSave={(text) => engine.request('channel.rename', { channelId, name: text.trim().toLocaleLowerCase() })}
          />
          <EditableLine
            label={t('Topic')}
            edit={t('Edit topic')}
            value={channel.topic}
            field="topic"
            empty={t('What is talked about now?')}
            editable={may.describe}
            onSave={(topic) => engine.request('channel.describe', { channelId, topic })}
          />
          <EditableLine
            label={t('Purpose')}
            edit={t('Edit purpose')}
            value={channel.purpose}
            field="purpose"
            empty={t('What is this channel for?')}
            editable={may.describe}
            onSave={(purpose) => engine.request('channel.describe', { channelId, purpose })}
          />
        </section>
      )}
      <MemberList own={own} may={may} first={atMembers} ref={members} />
      <ChannelActions own={own} may={may} name={name} />
    </SidePanel>
  );
}
