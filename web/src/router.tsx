import { useLayoutEffect, useReducer, useSyncExternalStore, type ComponentProps, type MouseEvent } from 'react';

interface Going {
  /** The page that is left does not stay behind it. */
  readonly replace?: boolean;
  /** What the page there reads with `useHistoryState`. */
  readonly state?: unknown;
}

const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) window.addEventListener('popstate', tell);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', tell);
  };
}

/** Goes to another address of the app without loading the page anew. */
export function navigate(to: string, going: Going = {}): void {
  enter(to, going)();
}

/** Changes the address and nothing else. @returns what tells the screens of it, to be called soon */
export function enter(to: string, { replace = false, state = null }: Going = {}): () => void {
  window.history[replace ? 'replaceState' : 'pushState'](state, '', to);
  return tell;
}

/** The address's path, and how to go elsewhere. */
export const useLocation = () => [useSyncExternalStore(subscribe, pathname), navigate] as const;

/** The address's path, for what chooses the screen: where its first screen goes elsewhere at once, nobody waits a frame for that. */
export function usePath(): string {
  const path = useSyncExternalStore(subscribe, pathname);
  const [, again] = useReducer((times: number) => times + 1, 0);
  // Nobody listens to the address yet when a first screen changes it.
  useLayoutEffect(() => {
    if (path !== pathname()) again();
  }, [path]);
  return path;
}

export const useSearch = (): string => useSyncExternalStore(subscribe, search);
export const useHistoryState = (): unknown => useSyncExternalStore(subscribe, historyState);

const pathname = (): string => window.location.pathname;
const search = (): string => window.location.search;
const historyState = (): unknown => window.history.state;

type LinkProps = ComponentProps<'a'> & Going & { readonly href: string };

/** A link within the app. Keys and buttons that open it elsewhere are the browser's. */
export function Link({ href, replace, state, onClick, children, ...props }: LinkProps) {
  function go(event: MouseEvent<HTMLAnchorElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0) return;
    onClick?.(event);
    if (event.defaultPrevented) return;
    event.preventDefault();
    navigate(href, { replace: replace === true, state });
  }
  return (
    <a {...props} href={href} onClick={go}>
      {children}
    </a>
  );
}

/** Goes elsewhere as soon as it is shown, in place of this address. */
export function Redirect({ to }: { readonly to: string }) {
  useLayoutEffect(() => navigate(to, { replace: true }), [to]);
  return null;
}
