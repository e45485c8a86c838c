import type { MouseEvent } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { enter, Link, navigate } from '../../../web/src/router.tsx';

/** The part of a window that an address needs. */
let entries: { readonly to: string; readonly state: unknown }[] = [];
beforeEach(() => {
  entries = [{ to: '/', state: null }];
  const pushState = (state: unknown, _: string, to: string) => void entries.push({ to, state });
  const replaceState = (state: unknown, _: string, to: string) => void entries.splice(-1, 1, { to, state });
  vi.stubGlobal('window', { history: { pushState, replaceState } });
});
afterEach(() => vi.unstubAllGlobals());

interface Pressed extends Partial<Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'button'>> {
  /** What the link's own listener does first. */
  readonly first?: (event: MouseEvent) => void;
}

/** @returns whether the browser is left to follow the link */
function press({ first, ...keys }: Pressed = {}): boolean {
  const event = {
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    button: 0,
    defaultPrevented: false,
    ...keys,
    preventDefault() {
      event.defaultPrevented = true;
    },
  };
  const { props } = Link({ href: '/w/W1', state: 'from here', ...(first && { onClick: first }) });
  props.onClick(event);
  return !event.defaultPrevented;
}

it('goes to an address, with or without the one before staying behind', () => {
  navigate('/w/W1');
  expect(entries.map(({ to }) => to)).toEqual(['/', '/w/W1']);
  navigate('/w/W2', { replace: true, state: { from: 1 } });
  expect(entries).toEqual([entries[0], { to: '/w/W2', state: { from: 1 } }]);
});

it('enters an address as an entry of its own', () => {
  enter('/w/W3');
  expect(entries.at(-1)).toEqual({ to: '/w/W3', state: null });
});

it('follows a link within the page', () => {
  expect(press()).toBe(false);
  expect(entries.at(-1)).toEqual({ to: '/w/W1', state: 'from here' });
});

it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { shiftKey: true }, { button: 1 }])(
  'leaves %o to the browser',
  (how) => {
    expect(press(how)).toBe(true);
    expect(entries).toHaveLength(1);
  },
);

it('stays where a listener of the link has done it all', () => {
  expect(press({ first: (event) => event.preventDefault() })).toBe(false);
  expect(entries).toHaveLength(1);
});
