import { json } from './json.ts';
import { fuzz } from './in-test.ts';

fuzz(json);
