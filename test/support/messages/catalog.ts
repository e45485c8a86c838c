import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../web/src/i18n/locales');

/** What a language says for every message; empty where it is not translated yet. */
export type Catalog = Readonly<Record<string, string>>;

/** The names of the translated languages. */
export const catalogNames = (): readonly string[] =>
  globSync('*.json', { cwd: FOLDER }).map((file) => basename(file, '.json'));

export const readCatalog = (name: string): Catalog =>
  JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Catalog;

export const writeCatalog = (name: string, catalog: Catalog): void =>
  writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(catalog, null, 2)}\n`);

/** The catalog with exactly these messages: new ones empty, others gone. */
export const renewed = (catalog: Catalog, messages: readonly string[]): Catalog =>
  Object.fromEntries(messages.map((message) => [message, catalog[message] ?? '']));
