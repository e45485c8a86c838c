import type { Input } from '../../../protocol/contracts.ts';
import type { Panel } from '../../../protocol/client-errors.ts';
import { factsOf } from './facts.ts';

/** Different errors that one page tells of. */
const MOST = 5;

export type Report = Input<'client.report'>;

/** Tells the server of each error once, and of a few only. @param origin where the page's own files come from */
export function createReporter(
  origin: string,
  post: (report: Report) => void,
): (error: unknown, panel: Panel, app: string) => void {
  const told = new Set<string>();
  return (error, panel, app) => {
    const facts = factsOf(error, origin);
    // What is thrown outside of every panel and nowhere in our files comes from the browser's extensions.
    if (panel === 'background' && facts.at.length === 0) return;
    const same = JSON.stringify(facts);
    if (told.has(same) || told.size >= MOST) return;
    told.add(same);
    post({ ...facts, panel, app });
  };
}
