/** Bytes of the frames that a server sends (RFC 6455), and batches of them that connections share. */

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

const FIN = 0x80;

export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const frame = withHeader(FIN | OPCODE.text, length);
  frame.write(text, frame.length - length);
  return frame;
}

export function controlFrame(opcode: number, payload: Uint8Array): Buffer {
  const frame = withHeader(FIN | opcode, payload.length);
  frame.set(payload, frame.length - payload.length);
  return frame;
}

export function closeFrame(code: number, reason: string): Buffer {
  const text = Buffer.from(reason).subarray(0, 120);
  const payload = Buffer.allocUnsafe(2 + text.length);
  payload.writeUInt16BE(code, 0);
  payload.set(text, 2);
  return controlFrame(OPCODE.close, payload);
}

function withHeader(first: number, length: number): Buffer {
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = first;
  if (header === 2) frame[1] = length;
  else if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  return frame;
}

/**
 * The frames that wait for one connection in this turn of the event loop. Connections that got the same frames in the
 * same order hold the same batch, so its bytes are joined once, however many connections they go to.
 */
export class Batch {
  readonly frame: Buffer;
  readonly before: Batch | undefined;
  readonly #length: number;
  #joined: Buffer | undefined;
  #next: Batch | undefined;

  constructor(frame: Buffer, before?: Batch) {
    this.frame = frame;
    this.before = before;
    this.#length = frame.length + (before === undefined ? 0 : before.#length);
  }

  /** This batch with one more frame. */
  with(frame: Buffer): Batch {
    if (this.#next?.frame !== frame) this.#next = new Batch(frame, this);
    return this.#next;
  }

  bytes(): Buffer {
    if (this.before === undefined) return this.frame;
    if (this.#joined === undefined) {
      const joined = Buffer.allocUnsafe(this.#length);
      let end = this.#length - this.frame.length;
      joined.set(this.frame, end);
      let earlier: Batch | undefined = this.before;
      while (earlier !== undefined) {
        end -= earlier.frame.length;
        joined.set(earlier.frame, end);
        earlier = earlier.before;
      }
      this.#joined = joined;
    }
    return this.#joined;
  }
}
