import { NotHere } from './not-here.tsx';
import { VisitBar } from './visit-bar.tsx';
import type { OwnChannel } from '../../../../protocol/channel.ts';
import type { Workspace } from '../../../../protocol/workspace.ts';

interface VisitorProps {
  readonly channelId: string;
  readonly workspace: Workspace;
  /** What there was of it a moment ago. */
  readonly was?: OwnChannel | undefined;
  /** The visit, once the channel may be looked at. */
  readonly own?: OwnChannel;
}

/** What stands in a conversation that the person is not in: below the messages that they may read, or in their place. */
export default function Visitor({ channelId, workspace, was, own }: VisitorProps) {
  return own ? <VisitBar own={own} workspace={workspace} /> : <NotHere channelId={channelId} was={was} />;
}
