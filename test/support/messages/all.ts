import { messagesOf, webSources } from './messages.ts';
import { serverSentences } from './sentences.ts';

/** Everything that people may read, once, in the order of the alphabet. */
export const allMessages = (): readonly string[] =>
  [...new Set([...webSources().flatMap(messagesOf), ...serverSentences()])].toSorted();
