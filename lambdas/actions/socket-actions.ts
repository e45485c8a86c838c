import type { Registry } from './registry.ts';
import { sharedActions } from './shared-actions.ts';

/** Every action that goes over the socket. */
export const socketActions: Partial<Registry<'socket'>> = { ...sharedActions };
