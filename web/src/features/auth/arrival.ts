import { useHistoryState } from '../../router.tsx';

/** What another page tells the log-in page on the way. It lives in the history entry, never in the address. */
export interface Arrival {
  readonly email?: string;
  readonly notice?: string;
}

const isArrival = (state: unknown): state is Arrival => typeof state === 'object' && state !== null;

export function useArrival(): Arrival {
  const state = useHistoryState();
  return isArrival(state) ? state : {};
}
