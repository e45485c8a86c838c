import { codecs } from './codecs.ts';
import { fuzz } from './in-test.ts';
import { markdown, mentions } from './markdown.ts';
import { messageTexts, names } from './names.ts';

fuzz(markdown, mentions, names, messageTexts, codecs);
