import { useCallback, useMemo } from 'react';
import type { Channel } from '../../../../protocol/channel.ts';
import { useEngine } from '../../engine-context.ts';
import { useDebounced } from '../../hooks/use-debounced.ts';
import { usePages } from '../../hooks/use-pages.ts';

/** Public channels that the person is not in and whose name holds `text`; none for an empty one. */
export function useUnjoined(workspaceId: string, text: string): readonly Channel[] {
  const engine = useEngine();
  const asked = useDebounced(text.replace(/^[#@]/, '').trim());
  const isPerson = text.startsWith('@');
  const fetchPage = useCallback(async () => {
    if (asked === '' || isPerson) return { items: [] };
    const { channels } = await engine.request('channel.browse', { workspaceId, archived: false, text: asked });
    return { items: channels };
  }, [engine, workspaceId, asked, isPerson]);
  const { items } = usePages(fetchPage);
  return useMemo(() => (items ?? []).filter(({ joined }) => !joined).map(({ channel }) => channel), [items]);
}
