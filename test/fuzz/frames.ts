import { FrameReader } from '../../local/gateway/frame-reader.ts';
import { LIMITS, type Stream, streams } from './frame-bytes.ts';
import { expectedEvents, type FrameEvent } from './frame-oracle.ts';
import { must, target } from './target.ts';

function read(chunks: readonly Buffer[]): readonly FrameEvent[] {
  const events: FrameEvent[] = [];
  const reader = new FrameReader(
    {
      onText: (text) => events.push(['text', text]),
      onPing: (payload) => events.push(['ping', payload.toString('hex')]),
      onPong: () => events.push(['pong']),
      onClose: (code) => events.push(['close', code]),
      onViolation: (code) => events.push(['violation', code]),
    },
    LIMITS,
  );
  for (const chunk of chunks) reader.push(chunk);
  return events;
}

function check({ bytes, chunks }: Stream): void {
  const expected = JSON.stringify(expectedEvents(bytes, LIMITS));
  const got = JSON.stringify(read(chunks));
  must(got === expected, `${bytes.toString('hex')}\n  read     ${got}\n  expected ${expected}`);
}

/** The gateway's reader says of any bytes, however they are cut, what a second reader says of them. */
export const frames = target({ name: 'frames', share: 25, batch: 5_000, start: () => ({ cases: streams, check }) });
