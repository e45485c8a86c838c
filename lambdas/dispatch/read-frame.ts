import { Problem } from '../../protocol/errors.ts';
import { FrameUp } from '../../protocol/frames.ts';
import { LIMITS } from '../../protocol/limits.ts';
import { utf8Length } from '../../protocol/utf8.ts';
import { parseInput } from './parse-input.ts';
import { decodeBody, parseJson } from './parse-json.ts';
import type { SocketEvent } from './socket-event.ts';

/** The longest message that the gateway lets through: what is longer is not even parsed. */
const LONGEST_BYTES = 131_072;
const LONGEST_ID = 64;

export interface ReadFrame {
  /** The id to answer to; null when the frame has none. */
  readonly id: string | null;
  /** The frame. @throws Problem invalid, too_large */
  parsed(): FrameUp;
}

/** Reads the frame of an event. Whatever is wrong with it, an id that can be found is answered to. */
export function readFrame(event: SocketEvent): ReadFrame {
  try {
    const text = textOf(event);
    const value = parseJson(text);
    const parsed = (): FrameUp => {
      if (utf8Length(text) > LIMITS.socketInputBytes) throw tooLarge();
      return parseInput(FrameUp, value);
    };
    return { id: idOf(value), parsed };
  } catch (error) {
    const parsed = (): never => {
      throw error;
    };
    return { id: null, parsed };
  }
}

function textOf({ body, isBase64Encoded }: SocketEvent): string {
  const text = isBase64Encoded === true ? decodeBody(body ?? '') : (body ?? '');
  if (text.length > LONGEST_BYTES) throw tooLarge();
  return text;
}

function idOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'string') return null;
  return value.id.length > 0 && value.id.length <= LONGEST_ID ? value.id : null;
}

const tooLarge = (): Problem =>
  new Problem('too_large', `This frame is above ${LIMITS.socketInputBytes} bytes. Send it by HTTP.`, {
    reason: 'use_http',
  });
