import type { MouseEvent } from 'react';
import { navigate } from '../../router.tsx';

/**
 * Goes where a link of this app leads without loading the page; with a modifier key the browser does as with any link. Rows use it:
 * there are hundreds of them, and they need nothing of their own to go there.
 */
export function followLink(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  navigate(event.currentTarget.pathname);
}
