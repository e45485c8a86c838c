import { join } from 'node:path';

interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

const source = (path: string): string => join(import.meta.dirname, 'src', path);
const EARLY = source('early.ts');
const APP = source('main.tsx');
const FRAME = source('features/workspace/frame.tsx');
const PLACES = source('features/workspace/places.tsx');
const COMPOSER = source('features/composer/composer.tsx');
const CONTRACTS = source('hooks/contracts.ts');
const PAGES = source('features/auth/pages.ts');

/** The files of the first screens, the first the most wanted. */
export const CHUNKS: readonly string[] = ['early', 'app', 'conversation', 'composer', 'places', 'pages'];

/** All that comes with a module at once. */
function closureOf(root: string, graph: Graph): ReadonlySet<string> {
  const found = new Set([root]);
  for (const id of found) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}

/**
 * Which file a module goes to: what runs before all else is one; what every screen loads is one, and what a conversation shares with
 * the screens before log-in and the checks of their forms is with it; what a conversation needs beyond that is another; what stands
 * below it and what stands beside it are two more. The bundler by itself makes fifty of them, which are a tenth larger, each a request.
 */
export function chunks() {
  let closures: { readonly [root: string]: ReadonlySet<string> } | undefined;
  function chunkOf(id: string, graph: Graph): string | null {
    closures ??= Object.fromEntries(
      [EARLY, APP, FRAME, PLACES, COMPOSER, CONTRACTS, PAGES].map((root) => [root, closureOf(root, graph)]),
    );
    const isIn = (root: string): boolean => closures?.[root]?.has(id) ?? false;
    if (isIn(EARLY)) return 'early';
    const isShared = isIn(FRAME) || isIn(COMPOSER);
    if (isIn(APP) || (isShared && (isIn(PAGES) || isIn(CONTRACTS)))) return 'app';
    if (isIn(FRAME)) return 'conversation';
    if (isIn(COMPOSER)) return 'composer';
    if (isIn(PLACES)) return 'places';
    return isIn(PAGES) ? 'pages' : null;
  }
  // A group takes what its modules import as well, unless an earlier one has it.
  return CHUNKS.map((name, index) => ({
    name: (id: string, graph: Graph) => (chunkOf(id, graph) === name ? name : null),
    priority: CHUNKS.length - index,
  }));
}
