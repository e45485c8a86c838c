import { useEffect, useMemo, useState } from 'react';
import type { Member } from '../../../../protocol/workspace.ts';
import { useMembers } from '../people/use-members.ts';

/**
 * People of the workspace, all that were found since the switcher opened: the server looks for the letters as they stand, the
 * switcher ranks by likeness.
 */
export function usePeople(workspaceId: string, text: string): readonly Member[] {
  const { items } = useMembers(workspaceId, text.replace(/^[#@]/, ''));
  const [known, setKnown] = useState<ReadonlyMap<string, Member>>(new Map());
  useEffect(() => {
    if (items) setKnown((was) => new Map([...was, ...items.map((member) => [member.userId, member] as const)]));
  }, [items]);
  return useMemo(() => [...known.values()].filter(({ deactivated }) => !deactivated), [known]);
}
