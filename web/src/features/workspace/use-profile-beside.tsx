import { useCallback, useMemo, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { lazily } from '../../ui/lazily.tsx';
import type { Beside } from '../conversation/conversation-pane.tsx';

const ProfilePanel = lazily(() => import('../people/profile-panel.tsx'));

interface Asked {
  readonly userId: string;
  readonly opener: HTMLElement | null;
  /** Where it was asked for: it does not come along to another conversation. */
  readonly at: string | undefined;
}

/** A person's profile for the place beside a conversation, and how to ask for one. */
export function useProfileBeside(
  workspaceId: string,
  channelId: string | undefined,
): readonly [Beside | null, (userId: string) => void] {
  const [asked, setAsked] = useState<Asked | null>(null);
  const show = useCallback(
    (userId: string) => {
      const opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      setAsked({ userId, opener, at: channelId });
    },
    [channelId],
  );
  const beside = useMemo(() => {
    if (asked?.at !== channelId || !asked) return null;
    const close = () => setAsked(null);
    const { userId, opener } = asked;
    const panel = (
      <ErrorBoundary key={userId} title={t('The profile could not be shown')} panel="details">
        <ProfilePanel workspaceId={workspaceId} userId={userId} opener={opener} onClose={close} />
      </ErrorBoundary>
    );
    return { panel, close };
  }, [asked, channelId, workspaceId]);
  return [beside, show];
}
