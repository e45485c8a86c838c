import { CLIENT_ERRORS, MOST_FRAMES, type ClientError } from '../../../protocol/client-errors.ts';

/** What of an error leaves the page. */
export interface Facts {
  readonly error: ClientError;
  readonly at: string[];
}

/** A line of a stack, as Chromium or as Firefox and Safari write it, that ends in a file of our build. */
const LINE = /^(?: +at (?:[^()]* \()?|[^@]*@)(?<place>[^()@\s]+)\)?$/;
const FILE = /^\/assets\/(?<frame>[A-Za-z0-9_.-]{1,40}-[A-Za-z0-9_-]{8}\.js:\d{1,6}:\d{1,7})$/;

/**
 * The class of an error and the places of our own files in its stack. Its message may quote what people wrote, and names of
 * functions, other files and addresses are nobody's business: none of them is in the answer.
 * @param origin where the page's own files come from
 */
export function factsOf(error: unknown, origin: string): Facts {
  if (!(error instanceof Error)) return { error: 'Error', at: [] };
  const name = CLIENT_ERRORS.find((known) => known === error.name) ?? 'Error';
  // The stack begins with the message, whose lines may look like anything.
  const stack = error.message === '' ? (error.stack ?? '') : (error.stack ?? '').replaceAll(error.message, '');
  const frames = stack.split('\n').flatMap((line) => frameIn(line, origin) ?? []);
  return { error: name, at: frames.slice(0, MOST_FRAMES) };
}

function frameIn(line: string, origin: string): string | undefined {
  const place = LINE.exec(line)?.groups?.['place'];
  return place?.startsWith(`${origin}/`) ? FILE.exec(place.slice(origin.length))?.groups?.['frame'] : undefined;
}
