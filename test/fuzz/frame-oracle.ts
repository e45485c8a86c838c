/** A second reader of frames after RFC 6455, slow and plain: it has all bytes at once and says what must come of them. */

export type FrameEvent = readonly [kind: string, value?: string | number];

interface Limits {
  readonly frameBytes: number;
  readonly messageBytes: number;
}

interface Frame {
  readonly fin: boolean;
  readonly opcode: number;
  readonly payload: Buffer;
  readonly size: number;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const textOf = (bytes: Buffer): string | undefined => {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
};

/** The first frame; a code when it breaks a rule that its head shows; undefined when it is not complete. */
function frameIn(bytes: Buffer, limits: Limits): Frame | number | undefined {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return undefined;
  if ((first & 0x70) !== 0 || (second & 0x80) === 0) return 1002;
  const short = second & 0x7f;
  const wide = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (bytes.length < 2 + wide) return undefined;
  const length = wide === 0 ? short : Number(`0x${bytes.subarray(2, 2 + wide).toString('hex')}`);
  const opcode = first & 0x0f;
  const fin = first >= 0x80;
  if (opcode >= 8 && (!fin || length > 125)) return 1002;
  if (length > limits.frameBytes) return 1009;
  const start = 2 + wide + 4;
  if (bytes.length < start + length) return undefined;
  const mask = bytes.subarray(start - 4, start);
  const payload = Buffer.from(
    bytes.subarray(start, start + length).map((byte, index) => byte ^ (mask[index % 4] ?? 0)),
  );
  return { fin, opcode, payload, size: start + length };
}

function closeOf(payload: Buffer): FrameEvent {
  if (payload.length === 0) return ['close', 1005];
  const code = payload.length < 2 ? 0 : payload.readUInt16BE(0);
  const registered = code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006;
  const fine = (registered || (code >= 3000 && code <= 4999)) && textOf(payload.subarray(2)) !== undefined;
  return fine ? ['close', code] : ['violation', 1002];
}

/** What a reader must tell of these bytes, in order, up to the first violation or close. */
export function expectedEvents(bytes: Buffer, limits: Limits): readonly FrameEvent[] {
  const events: FrameEvent[] = [];
  let message: Buffer[] | undefined;
  for (let rest = bytes; ;) {
    const frame = frameIn(rest, limits);
    if (frame === undefined) return events;
    if (typeof frame === 'number') return [...events, ['violation', frame]];
    const { opcode, fin, payload } = frame;
    rest = rest.subarray(frame.size);
    if (opcode === 9) events.push(['ping', payload.toString('hex')]);
    else if (opcode === 10) events.push(['pong']);
    else if (opcode === 8) return [...events, closeOf(payload)];
    else if (opcode === 2) return [...events, ['violation', 1003]];
    else if (opcode > 1 || (opcode === 1) === (message !== undefined)) return [...events, ['violation', 1002]];
    else {
      message = [...(message ?? []), payload];
      const whole = Buffer.concat(message);
      const split = !fin || message.length > 1;
      if (split && whole.length > limits.messageBytes) return [...events, ['violation', 1009]];
      if (!fin) continue;
      message = undefined;
      const said = textOf(whole);
      if (said === undefined) return [...events, ['violation', 1007]];
      events.push(['text', said]);
    }
  }
}
