import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** How far each consumer of the change log has come. */
export class Checkpoints {
  readonly #select: StatementSync;
  readonly #upsert: StatementSync;

  constructor(db: DatabaseSync) {
    this.#select = db.prepare('SELECT sequence FROM checkpoints WHERE consumer = ?');
    this.#upsert = db.prepare(
      'INSERT INTO checkpoints (consumer, sequence) VALUES (?, ?) ON CONFLICT DO UPDATE SET sequence = excluded.sequence',
    );
  }

  read(consumer: string): number {
    return Number(this.#select.get(consumer)?.['sequence'] ?? 0);
  }

  save(consumer: string, sequence: number): void {
    this.#upsert.run(consumer, sequence);
  }
}
