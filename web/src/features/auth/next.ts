import { useSearch } from '../../router.tsx';
import { safeNext } from '../../paths.ts';

/** Where the person wanted to go before they had to log in. */
export function useNext(): string | null {
  return safeNext(new URLSearchParams(useSearch()).get('next'));
}
