import { useCallback } from 'react';
import type { Member } from '../../../../protocol/workspace.ts';
import { useEngine } from '../../engine-context.ts';
import { useDebounced } from '../../hooks/use-debounced.ts';
import { usePages, type Pages } from '../../hooks/use-pages.ts';

/** People of a workspace whose name or title holds `text`; all of them for an empty one. */
export function useMembers(workspaceId: string, text: string): Pages<Member> {
  const engine = useEngine();
  const asked = useDebounced(text.trim());
  const fetchPage = useCallback(
    async (from: string | undefined) => {
      const page = await engine.request('member.list', {
        workspaceId,
        ...(asked === '' ? {} : { text: asked }),
        ...(from === undefined ? {} : { from }),
      });
      return { items: page.members, next: page.next };
    },
    [engine, workspaceId, asked],
  );
  return usePages<Member>(fetchPage);
}
