import { apply, fieldOf } from './apply.ts';
import { format } from './formats.ts';
import { newLine } from './new-line.ts';
import { paste } from './paste.ts';

/** All that changes a text on demand: one chunk, fetched with the first keystroke. */
export const TOOLS = { apply, fieldOf, format, newLine, paste } as const;
export type Tools = typeof TOOLS;
