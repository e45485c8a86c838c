import type { KeyboardEvent } from 'react';

/** Arrow keys walk from message to message; Tab then reaches what can be done with one. */
export function moveAmongRows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const { target, currentTarget } = event;
  if (step === undefined || !(target instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey) return;
  const isRow = target.matches('[data-row]');
  if (!isRow && target !== currentTarget) return;
  const rows = [...currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const at = isRow ? rows.indexOf(target) + step : rows.length - 1;
  const next = rows[at];
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}
