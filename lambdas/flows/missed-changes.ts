import { forbidden } from '../../protocol/errors.ts';
import type { Scope } from '../ports/index.ts';
import type { ChannelHead } from '../table/channel.ts';
import { type ChangesPage, changesAfter } from './read-changes.ts';
import { maySee } from './see-channel.ts';

/**
 * What someone who may see the channel has missed after a number. A batch of reads is not of one moment: the head may be
 * younger than the membership beside it. And a number that was taken before a removal may be written after it, while this
 * waits for it. Who may see it after all was read may have it. @throws forbidden
 */
export async function missedChanges(
  scope: Scope,
  userId: string,
  head: ChannelHead,
  after: number,
  limit: number,
): Promise<ChangesPage> {
  const page = await changesAfter(scope, head, after, limit);
  if (page.through > after && !(await maySee(scope, userId, head))) throw forbidden();
  return page;
}
