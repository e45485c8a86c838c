import { useEffect } from 'react';
import type { Message } from '../../../../protocol/message.ts';
import { useEngine } from '../../engine-context.ts';

/** Sees to the names of all who are shown: authors, people in notices, people called. */
export function useAuthors(workspaceId: string, messages: readonly Message[] | undefined): void {
  const engine = useEngine();
  useEffect(() => {
    if (!messages?.length) return;
    const people = new Set<string>();
    for (const { author, notice, mentions } of messages) {
      people.add(author);
      for (const userId of mentions.people) people.add(userId);
      if (notice && 'people' in notice) for (const userId of notice.people) people.add(userId);
    }
    engine.needProfiles(workspaceId, [...people]);
  }, [engine, workspaceId, messages]);
}
