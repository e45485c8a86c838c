import { useEffect } from 'react';
import { useEngine } from '../../engine-context.ts';
import { key, type State } from '../../store/state.ts';
import { composes } from '../../ui/composes.ts';
import { openConversation } from '../conversation/ahead.ts';
import { listed } from '../sidebar/listed.ts';
import type { DialogName } from '../workspace/open-dialog.ts';
import { holdsCommand, isTyping } from './keys.ts';

/** The keys that work everywhere in a workspace. `?` lists them. */
export function useShortcuts(
  workspaceId: string,
  channelId: string | undefined,
  open: (name: DialogName) => void,
): void {
  const engine = useEngine();

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || composes(event) || document.querySelector('dialog[open]')) return;
      if (event.key.toLowerCase() === 'k' && holdsCommand(event)) open('switcher');
      else if (event.key === '?' && !isTyping(event.target)) open('shortcuts');
      else if (event.altKey && !event.ctrlKey && !event.metaKey && STEPS.has(event.key)) {
        const next = (unread: boolean) =>
          beside(engine.store.state, workspaceId, channelId, STEPS.get(event.key) ?? 1, unread);
        const target = next(true) ?? (event.shiftKey ? undefined : next(false));
        if (target !== undefined) openConversation(workspaceId, target);
      } else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [engine, workspaceId, channelId, open]);
}

const STEPS: ReadonlyMap<string, 1 | -1> = new Map([
  ['ArrowUp', -1],
  ['ArrowDown', 1],
]);

/** The next conversation of the list up or down, around its ends; with `unread` the next one with something new. */
export function beside(
  state: State,
  workspaceId: string,
  channelId: string | undefined,
  step: 1 | -1,
  unread: boolean,
): string | undefined {
  const { channels, directs } = listed(state, workspaceId, channelId);
  const all = [...channels, ...directs];
  const here = all.indexOf(channelId ?? '');
  const start = here < 0 && step < 0 ? 0 : here;
  const others = all.map((_, index) => all.at((start + step * (index + 1)) % all.length));
  return others.find(
    (id) => id !== undefined && id !== channelId && (!unread || (state[key.unread(id)]?.count ?? 0) > 0),
  );
}
