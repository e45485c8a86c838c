import { client, clientFrames } from './client.ts';
import { fuzz } from './in-test.ts';

fuzz(client, clientFrames);
