import { useLayoutEffect, useRef } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import type { Workspace } from '../../../../protocol/workspace.ts';
import { useEngine } from '../../engine-context.ts';
import { useMedia } from '../../hooks/use-media.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { hashed, useConversationName } from '../conversation-name.ts';
import { abilitiesOf } from './abilities.ts';
import { ChannelActions } from './channel-actions.tsx';
import css from './details-panel.module.css';
import { EditableLine } from './editable-line.tsx';
import { MemberList } from './member-list.tsx';

interface DetailsPanelProps {
  readonly own: OwnChannel;
  readonly workspace: Workspace;
  /** What was pressed to come here. */
  readonly opener: HTMLElement | null;
  readonly onClose: () => void;
}

/** All about a conversation: its words, its people, what can be done with it. */
export default function DetailsPanel({ own, workspace, opener, onClose }: DetailsPanelProps) {
  const engine = useEngine();
  const { channel } = own;
  const { channelId } = channel;
  const may = abilitiesOf(own, workspace);
  const name = hashed(channel, useConversationName(channel));
  const Title = useMedia('(max-width: 1080px)') ? 'h1' : 'h2';
  const panel = useRef<HTMLElement>(null);
  // The focus goes back to where it came from, if that is still there.
  useLayoutEffect(() => {
    const aside = panel.current;
    aside?.focus();
    return () => {
      if (aside?.contains(document.activeElement) && opener) queueMicrotask(() => opener.focus());
    };
  }, [opener]);
  return (
    <aside
      ref={panel}
      className={css.panel}
      aria-label="Details"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header className={css.head}>
        <Title>{name}</Title>
        <IconButton icon="close" label="Close details" size={20} onClick={onClose} />
      </header>
      <div className={css.scroll}>
        {channel.name !== '' && (
          <section className={css.about} aria-label="About">
            <EditableLine
              label="Name"
              value={channel.name}
              field="name"
              editable={may.rename}
              onSave={(text) => engine.request('channel.rename', { channelId, name: text.trim().toLocaleLowerCase() })}
            />
            <EditableLine
              label="Topic"
              value={channel.topic}
              field="topic"
              empty="What is talked about now?"
              editable={may.describe}
              onSave={(topic) => engine.request('channel.describe', { channelId, topic })}
            />
            <EditableLine
              label="Purpose"
              value={channel.purpose}
              field="purpose"
              empty="What is this channel for?"
              editable={may.describe}
              onSave={(purpose) => engine.request('channel.describe', { channelId, purpose })}
            />
          </section>
        )}
        <MemberList own={own} may={may} />
        <ChannelActions own={own} may={may} name={name} />
      </div>
    </aside>
  );
}
