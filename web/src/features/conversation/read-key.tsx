import { useEffect, type RefObject } from 'react';
import { composes } from '../../ui/composes.ts';

interface ReadKeyProps {
  readonly list: RefObject<HTMLElement | null>;
  readonly onRead: () => void;
}

/** Escape, where it closes nothing else, means that everything in the conversation on screen is read. */
export default function ReadKey({ list, onRead }: ReadKeyProps) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || event.defaultPrevented || composes(event)) return;
      if (document.querySelector('dialog[open], :popover-open') || list.current?.closest('[data-kept]')) return;
      onRead();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [list, onRead]);
  return null;
}
