/** `npm run messages`: takes what the app says into the catalogs, and names what is to be translated. */
import { allMessages } from './all.ts';
import { catalogNames, readCatalog, renewed, writeCatalog } from './catalog.ts';

const messages = allMessages();
for (const name of catalogNames()) {
  const catalog = renewed(readCatalog(name), messages);
  writeCatalog(name, catalog);
  const empty = messages.filter((message) => catalog[message] === '');
  process.stdout.write(`${name}: ${messages.length} messages, ${empty.length} to translate\n`);
  for (const message of empty) process.stdout.write(`  ${message}\n`);
}
