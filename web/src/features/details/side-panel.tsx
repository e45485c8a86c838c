import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { useMedia } from '../../hooks/use-media.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { MORE_ICONS } from '../../ui/more-icons.ts';
import css from './details-panel.module.css';

interface SidePanelProps {
  readonly label: string;
  readonly title: string;
  /** What the button says that takes it away. */
  readonly close: string;
  /** What was pressed to come here. */
  readonly opener: HTMLElement | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What stands beside a conversation, or in its place where there is no room. It takes the focus and gives it back. */
export function SidePanel({ label, title, close, opener, onClose, children }: SidePanelProps) {
  const Title = useMedia('(max-width: 1080px)') ? 'h1' : 'h2';
  const panel = useRef<HTMLElement>(null);
  // The focus goes back to where it came from, if that is still there.
  useLayoutEffect(() => {
    const aside = panel.current;
    aside?.focus();
    return () => {
      if (aside?.contains(document.activeElement) && opener) queueMicrotask(() => opener.focus());
    };
  }, [opener]);
  return (
    <aside
      ref={panel}
      className={css.panel}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        // It closes what stands above first.
        if (document.querySelector('dialog[open], :popover-open')) return;
        event.preventDefault();
        onClose();
      }}
    >
      <header className={css.head}>
        <Title>{title}</Title>
        <IconButton icon={MORE_ICONS.close} label={close} size={20} onClick={onClose} />
      </header>
      <div className={css.scroll}>{children}</div>
    </aside>
  );
}
