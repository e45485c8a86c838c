import * as z from 'zod/mini';
import { CLIENT_ERRORS, MOST_FRAMES, PANELS } from './client-errors.ts';
import { contract } from './contract.ts';

/** Our own file as the build named it, with line and column. */
const Frame = z.string().check(z.regex(/^[A-Za-z0-9_.-]{1,40}-[A-Za-z0-9_-]{8}\.js:[0-9]{1,6}:[0-9]{1,7}$/));

export const clientContracts = {
  'client.report': contract(
    'Something of the app failed in a browser: which class of error, and where in our own files. Never a message or a name.',
    z.strictObject({
      error: z.enum(CLIENT_ERRORS, { error: 'Name a class of errors that browsers throw.' }),
      panel: z.enum(PANELS),
      /** Which build of the app: the hash in the name of its first file. */
      app: z.string().check(z.regex(/^[A-Za-z0-9_-]{8}$/)),
      at: z.array(Frame).check(z.maxLength(MOST_FRAMES)),
    }),
    z.strictObject({}),
    { access: 'public', transports: ['http'], errors: ['forbidden'] },
  ),
} as const;
