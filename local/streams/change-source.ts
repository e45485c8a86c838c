/** The embedded store's change log as the source of a stream consumer. */
import type { LocalStore } from '../store/index.ts';
import type { StreamMapping } from '../template/model.ts';
import type { StreamSource, Waiting } from './consumer.ts';
import { filterOf, looksAtImages } from './filter.ts';
import { recordOf, type StreamShape } from './records.ts';

/** A checkpoint without handled records is only worth a write now and then. */
const IDLE_COMMIT_MS = 5000;

type ChangeStore = Pick<LocalStore, 'changes' | 'checkpoint' | 'saveCheckpoint' | 'lastSequence'>;

export interface ChangeSource extends StreamSource {
  /** Up to here everything was handled and written down. */
  readonly committed: number;
}

export function changeSource(store: ChangeStore, mapping: StreamMapping, stream: StreamShape): ChangeSource {
  const known = store.checkpoint(mapping.id);
  let position = known === 0 && mapping.startsAtLatest ? store.lastSequence : known;
  let committed = known;
  let committedAt = 0;
  const wanted = filterOf(mapping.filters);
  const withImage = looksAtImages(mapping.filters);
  return {
    get committed() {
      return committed;
    },
    read: (limit) => {
      if (store.lastSequence <= position) return Promise.resolve({ records: [], position, more: false });
      const records: Waiting[] = [];
      for (const change of store.changes(position, limit)) {
        position = change.sequence;
        const candidate = recordOf(change, stream, withImage);
        if (!wanted(candidate)) continue;
        records.push({ record: withImage ? candidate : recordOf(change, stream, true), position });
      }
      return Promise.resolve({ records, position, more: store.lastSequence > position });
    },
    commit: async (handled, final = false) => {
      if (handled <= committed || (!final && Date.now() - committedAt < IDLE_COMMIT_MS)) return;
      committedAt = Date.now();
      committed = handled;
      await store.saveCheckpoint(mapping.id, handled);
    },
  };
}
