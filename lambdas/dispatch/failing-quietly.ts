import type { Log } from '../ports/index.ts';
import { isStoreUnavailable } from '../table/store.ts';

/**
 * What a function throws is printed by Lambda as it is, and an error's message may quote what people wrote: it is logged here
 * without content, and the caller learns only that it failed. That the table is away has a message of ours.
 */
export function failingQuietly<In, Out>(log: Log, handler: (event: In) => Promise<Out>): (event: In) => Promise<Out> {
  return async (event) => {
    try {
      return await handler(event);
    } catch (error) {
      if (isStoreUnavailable(error)) throw error;
      log.error('function failed', error);
      // oxlint-disable-next-line preserve-caught-error -- the cause is what must not be printed
      throw new Error('The function failed; its log says where.');
    }
  };
}
