import type { Event } from '../../protocol/events.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { utf8Length } from '../../protocol/utf8.ts';

const WRAPPING = '{"events":[]}'.length;

/** Events in order as few frames as their size allows. An event that is larger than a frame goes alone. */
export function framesOf(events: readonly Event[]): readonly string[] {
  const frames: string[] = [];
  let parts: string[] = [];
  let bytes = WRAPPING;
  for (const event of events) {
    const part = JSON.stringify(event);
    const size = utf8Length(part) + 1;
    if (parts.length > 0 && bytes + size > LIMITS.frameBytes) {
      frames.push(wrapped(parts));
      parts = [];
      bytes = WRAPPING;
    }
    parts.push(part);
    bytes += size;
  }
  if (parts.length > 0) frames.push(wrapped(parts));
  return frames;
}

/** One event as a frame. */
export const frameOf = (event: Event): string => `{"events":[${JSON.stringify(event)}]}`;

const wrapped = (parts: readonly string[]): string => `{"events":[${parts.join(',')}]}`;
