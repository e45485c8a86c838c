import { useSearchParams } from 'wouter';
import { safeNext } from '../../paths.ts';

/** Where the person wanted to go before they had to log in. */
export function useNext(): string | null {
  const [parameters] = useSearchParams();
  return safeNext(parameters.get('next'));
}
