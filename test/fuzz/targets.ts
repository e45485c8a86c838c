import { actions } from './actions.ts';
import { client, clientFrames } from './client.ts';
import { codecs } from './codecs.ts';
import { frames } from './frames.ts';
import { json } from './json.ts';
import { markdown, mentions } from './markdown.ts';
import { messageTexts, names } from './names.ts';
import type { Target } from './target.ts';

/** Everything that is fuzzed, the slow ones first. Shares are those of the cases, not of the time. */
export const TARGETS: readonly Target[] = [
  actions,
  json,
  markdown,
  client,
  clientFrames,
  codecs,
  names,
  mentions,
  messageTexts,
  frames,
];
