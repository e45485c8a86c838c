/** Posts a share of a large audience's frames. Invoked asynchronously, at least once. */
import * as z from 'zod/mini';
import { inAws } from './aws/in-aws.ts';
import { postShare, type Share } from './delivery/share.ts';
import { failingQuietly } from './dispatch/failing-quietly.ts';
import type { Ports } from './ports/index.ts';
import { Memory } from './ports/memory.ts';
import type { Env } from './runtime/config.ts';

type Handler = (event: unknown) => Promise<void>;

const Payload = z.strictObject({
  channelId: z.string(),
  frame: z.string(),
  hint: z.boolean(),
  to: z.array(z.tuple([z.string(), z.string()])),
});

export function create(ports: Ports, _env: Env): Handler {
  const memory = new Memory();
  return failingQuietly(ports.log, async (event) => {
    const share: Share = Payload.parse(event);
    await postShare({ ...ports, memory, now: ports.clock.now() }, share);
  });
}

export const handler: Handler = inAws(create);
