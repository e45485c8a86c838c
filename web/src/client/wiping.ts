import type { Database, Environment, StoreName } from './environment.ts';
import { field } from './likeness.ts';

/** What stays on this device of an account that is closed; `own` are drafts and messages that were not sent: nobody else has them. */
export type Keeps = 'all' | 'own' | 'none';

type World = Pick<Environment, 'memo' | 'openDatabase' | 'deleteDatabase'>;
/** Databases of which something is to go, and what of each stays: until it is gone, however often the app starts meanwhile. */
const LEFT = 'left';
/** What came from the server. */
const OTHERS: readonly StoreName[] = ['entities', 'timelines'];

/** `<database>:<what stays>`, with spaces between. */
function leftIn({ memo }: Pick<World, 'memo'>): Map<string, string> {
  const words = (memo.read(LEFT) ?? '').split(' ').filter((word) => word !== '');
  return new Map(words.map((word) => [word.split(':')[0] ?? '', word.split(':')[1] ?? '']));
}

function note(world: World, change: (left: Map<string, string>) => void): void {
  const left = leftIn(world);
  change(left);
  world.memo.write(LEFT, [...left].map((one) => one.join(':')).join(' ') || null);
}

/** Remembers what is to go of a database, whatever comes between. */
export function condemn(world: World, name: string, keeps: Keeps): void {
  note(world, (left) => left.set(name, left.get(name) === 'none' ? 'none' : keeps));
}

export const isCondemned = (world: Pick<World, 'memo'>, name: string): boolean => leftIn(world).has(name);

/** Takes off this device what is to go: of one database, or of all. Rejects where it could not be had; then it is still to go. */
export async function wipe(world: World, only?: string): Promise<void> {
  const all = [...leftIn(world)].filter(([name]) => name === (only ?? name));
  const work = all.map(async ([name, keeps]) => {
    if (keeps === 'own') await forgetOthers(await world.openDatabase(name));
    else await world.deleteDatabase(name);
    note(world, (left) => left.delete(name));
  });
  await Promise.all(work);
}

async function forgetOthers(database: Database): Promise<void> {
  for (const store of OTHERS) {
    const names = (await database.all(store)).map((value) => String(field(value, 'name')));
    await database.write(
      store,
      names.map((name) => [name, undefined]),
    );
  }
  database.close();
}
