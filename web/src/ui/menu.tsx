import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import css from './menu.module.css';
import { placeBy } from './place.ts';

interface MenuProps {
  /** What the menu is, also said of the button: after `name` where the button shows one. */
  readonly label: string;
  readonly name?: string;
  readonly button: ReactNode;
  readonly buttonClass?: string | undefined;
  readonly children: ReactNode;
}

/** A button that opens a list of commands. Arrow keys move, Escape and a click elsewhere close. */
export function Menu({ label, name, button, buttonClass, children }: MenuProps) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  // Its commands may come after it was opened.
  useEffect(() => {
    const resized = new ResizeObserver(() => list.current && trigger.current && placeBy(list.current, trigger.current));
    if (list.current) resized.observe(list.current);
    resized.observe(document.documentElement);
    return () => resized.disconnect();
  }, []);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={buttonClass}
        aria-label={name === undefined ? label : `${name}, ${label}`}
        aria-haspopup="menu"
        popoverTarget={id}
      >
        {button}
      </button>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        className={css.menu}
        onToggle={(event) => {
          if (event.newState === 'open' && list.current) items(list.current)[0]?.focus();
        }}
        onKeyDown={(event) => list.current && moveFocus(event, list.current)}
        onClick={() => list.current?.hidePopover()}
      >
        {children}
      </div>
    </>
  );
}

const items = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[role^=menuitem]')];

function moveFocus(event: KeyboardEvent, list: HTMLElement): void {
  const all = items(list);
  const at = all.findIndex((item) => item === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  all.at(to % all.length)?.focus();
}
