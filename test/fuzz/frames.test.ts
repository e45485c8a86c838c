import { frames } from './frames.ts';
import { fuzz } from './in-test.ts';

fuzz(frames);
