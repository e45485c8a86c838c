import * as z from 'zod/mini';

// The content security policy forbids generated code.
z.config({ jitless: true });

export { CONTRACTS } from '../../../protocol/contracts.ts';
