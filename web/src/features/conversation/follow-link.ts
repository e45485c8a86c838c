import type { MouseEvent } from 'react';
import { navigate } from 'wouter/use-browser-location';

/**
 * Goes where a link of this app leads without loading the page; with a modifier key the browser does as with any link. Rows use it:
 * wouter's own link listens to the address, and every one of them would be drawn anew when it changes.
 */
export function followLink(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  navigate(event.currentTarget.pathname);
}
