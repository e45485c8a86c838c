import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import type { Workspace } from '../../../../protocol/workspace.ts';
import { useEngine, useKey, useOwnChannel } from '../../engine-context.ts';
import { useTitle } from '../../hooks/use-title.ts';
import { t } from '../../i18n/t.ts';
import { isVisit } from '../../store/visit.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { lazily, quietly } from '../../ui/lazily.tsx';
import { Splash } from '../../ui/splash.tsx';
import { ComposerRoom, createHandover } from '../composer/composer-room.tsx';
import { hashed, useConversationName } from '../conversation-name.ts';
import { ChannelHeader, type DetailsOpener } from './channel-header.tsx';
import css from './conversation-pane.module.css';
import { MessageLists } from './message-lists.tsx';

const Composer = lazily(() => import('../composer/composer.tsx'), ComposerRoom, { tryAgain: true });
// It comes while what is kept is read, not after.
Composer.preload();
const Visitor = lazily(() => import('./visitor.tsx'), <Splash />);
const EditKey = quietly(() => import('./edit-key.tsx'));
const DetailsPanel = lazily(() => import('../details/details-panel.tsx'));

interface ConversationPaneProps {
  readonly workspace: Workspace;
  readonly channelId: string;
  /** The message that the address points at. */
  readonly seq: number | undefined;
  /** What takes the place of the details. */
  readonly beside: Beside | null;
}

export interface Beside {
  readonly panel: ReactNode;
  readonly close: () => void;
}

/** One conversation: head, messages, composer, and details or something else beside it. */
export function ConversationPane({ workspace, channelId, seq, beside }: ConversationPaneProps) {
  const own = useOwnChannel(channelId);
  const start = useKey('start');
  const [was, setWas] = useState(own);
  if (own && own !== was) setWas(own);
  if (own) return <Shown workspace={workspace} own={own} seq={seq} beside={beside} />;
  return start === 'fresh' ? (
    <Visitor key={channelId} channelId={channelId} workspace={workspace} was={was} />
  ) : (
    <Splash />
  );
}

/** The details were opened by this button. */
interface Opened {
  readonly by: DetailsOpener;
  readonly button: HTMLElement;
}

type ShownProps = Omit<ConversationPaneProps, 'channelId'> & { readonly own: OwnChannel };

function Shown({ workspace, own, seq, beside }: ShownProps) {
  const engine = useEngine();
  const { channel } = own;
  const { channelId, workspaceId, people } = channel;
  const [wanted, setWanted] = useState<Opened | null>(null);
  const details = beside ? null : wanted;
  const [handover] = useState(createHandover);
  const [editing, setEditing] = useState<number | null>(null);
  const [of, setOf] = useState(channelId);
  if (of !== channelId) {
    setOf(channelId);
    setWanted(null);
    setEditing(null);
  }
  const name = hashed(channel, useConversationName(channel));
  useTitle(`${name} · ${workspace.name}`);

  const close = useRef<() => void>(() => undefined);
  useEffect(() => {
    // What it asks for can wait until what there is was shown. The one before is closed in the same turn: the server hears of both at once.
    const timer = setTimeout(() => {
      close.current();
      close.current = engine.openChannel(channelId);
    });
    return () => clearTimeout(timer);
  }, [engine, channelId]);
  useEffect(() => () => close.current(), []);
  useEffect(() => {
    if (people.length > 0) engine.needProfiles(workspaceId, people);
  }, [engine, workspaceId, people]);

  /** Pressed again they close; from the people to the rest, and back, they stay. */
  function toggleDetails(by: DetailsOpener, button: HTMLElement): void {
    beside?.close();
    const isShown = details && (details.by === 'members') === (by === 'members');
    setWanted(isShown ? null : { by, button });
  }
  const closeDetails = useCallback(() => setWanted(null), []);

  return (
    <div className={css.pane} data-details={details !== null || beside !== null || undefined}>
      <section className={css.conversation} aria-label={name}>
        <ChannelHeader own={own} opener={details?.by ?? null} onDetails={toggleDetails} />
        <MessageLists own={own} name={name} seq={seq} editing={editing} onEdit={setEditing} />
        {isVisit(own) ? (
          <Visitor channelId={channelId} own={own} workspace={workspace} />
        ) : (
          <Composer own={own} name={name} workspace={workspace} handover={handover} />
        )}
        <EditKey channelId={channelId} onEdit={setEditing} />
      </section>
      {beside?.panel}
      {details && (
        <ErrorBoundary title={t('Details could not be shown')} panel="details">
          <DetailsPanel
            own={own}
            workspace={workspace}
            atMembers={details.by === 'members'}
            opener={details.button}
            onClose={closeDetails}
          />
        </ErrorBoundary>
      )}
    </div>
  );
}
