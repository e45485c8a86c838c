import type { ActionsOver, Registry } from './registry.ts';

type Shared = ActionsOver<'http'> & ActionsOver<'socket'>;

/** Actions that go over both transports. */
export const sharedActions: Partial<Pick<Registry<'http'>, Shared>> = {};
