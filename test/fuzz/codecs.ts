import * as fc from 'fast-check';
import { toAttributes, toItem } from '../../lambdas/aws/store-attributes.ts';
import { deviceName } from '../../lambdas/dispatch/device-name.ts';
import { ownOrigin, viewerAddress } from '../../lambdas/dispatch/edge.ts';
import { encoded, subOf, userIdOf } from '../../lambdas/domain/ids.ts';
import { newSecret, seal, unseal } from '../../lambdas/domain/secrets.ts';
import { createLog } from '../../lambdas/runtime/log.ts';
import { fromMark, toMark } from '../../lambdas/table/page-mark.ts';
import { padded, sequenceKey } from '../../lambdas/table/schema.ts';
import { textFrame } from '../../local/gateway/frames.ts';
import { base32 } from '../../protocol/base32.ts';
import { UserId } from '../../protocol/ids.ts';
import { safeNext } from '../../web/src/paths.ts';
import { must, target } from './target.ts';
import { oddText } from './texts.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const wellFormed = oddText.map((text) => text.toWellFormed());

/** Fields are named by the program, never by people. */
const fieldName = fc.stringMatching(/^[a-zA-Z][\w.#]{0,9}$/);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    wellFormed,
    fc.boolean(),
    fc.constant(null),
    fc.maxSafeInteger(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fieldName, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

interface Case {
  readonly text: string;
  readonly fields: Record<string, unknown>;
  readonly bytes: Uint8Array;
  readonly number: number;
}

const cases: fc.Arbitrary<Case> = fc.record({
  text: wellFormed,
  fields: fc.dictionary(fieldName, value, { maxKeys: 4, noNullPrototype: true }),
  bytes: fc.uint8Array({ minLength: 16, maxLength: 16 }),
  number: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
});

function ids({ bytes, number }: Case): void {
  const id = `U${encoded(bytes)}`;
  must(UserId.safeParse(id).success && base32(bytes) === encoded(bytes), `${id} is no id`);
  must(userIdOf(subOf(id)) === id, `${id} came back as another`);
  const key = sequenceKey('C#C1', `M#${padded(number)}`);
  must(key?.seq === number && padded(number) < padded(number + 1), `${number} is lost in a key`);
}

function secrets({ text, bytes }: Case): void {
  const random = { bytes: (count: number) => new Uint8Array(count).fill(bytes[0] ?? 0) };
  const secret = newSecret({ bytes: () => Buffer.concat([bytes, bytes]) });
  const sealed = seal(text, secret, random);
  must(unseal(sealed, secret) === text, 'what was sealed is lost');
  const other = newSecret({ bytes: () => Buffer.concat([bytes, bytes.map((byte) => byte ^ 1)]) });
  let opened = true;
  try {
    unseal(sealed, other);
  } catch {
    opened = false;
  }
  must(!opened, 'another secret opens it');
}

function marks({ text }: Case): void {
  const cursor = { pk: `W#${text}`, sk: `N#${text}` };
  const list = { equal: { pk: cursor.pk }, prefix: { sk: 'N#' } };
  must(same(fromMark(toMark(cursor), list), cursor), 'a page mark is lost');
  must(fromMark(toMark({ ...cursor, pk: 'W#other' }), list) === undefined, 'a mark of another list is believed');
  const wild = fromMark(text, list);
  must(wild === undefined || wild['pk'] === cursor.pk, 'a made-up mark is believed');
}

function items({ fields }: Case): void {
  const item = { pk: 'p', sk: 's', fields };
  // What JSON can say a store can keep.
  const back = toItem(toAttributes(item));
  must(same(back, item), `an item came back as ${JSON.stringify(back)}`);
}

function headers({ text }: Case): void {
  must(/^[\w ]{1,40}$/.test(deviceName(text)), 'a device is called by more than words');
  must(
    !/[^\w.:/-]/.test(viewerAddress({ 'cloudfront-viewer-address': `198.51.100.7:${text.replaceAll(':', '')}` })),
    'address',
  );
  viewerAddress({ 'cloudfront-viewer-address': text });
  const origin = ownOrigin({ origin: text, 'x-parley-host': 'chat.example' });
  must(origin === null || text === 'https://chat.example', `the origin ${text} is ours`);
  const near = ownOrigin({ origin: `https://chat.example${text}`, 'x-parley-host': 'chat.example' });
  must(near === null || text === '', `the origin https://chat.example${text} is ours`);
}

/** An address to go on to after logging in never leaves this site. */
function addresses({ text }: Case): void {
  for (const path of [text, `/${text}`, `/w/${text}`, `/${text}/chat.evil.example`]) {
    const next = safeNext(path);
    must(
      next === null || new URL(next, 'https://chat.example').origin === 'https://chat.example',
      `${path} leads away`,
    );
  }
}

/** Nothing that names a person or opens a door is in a line, whatever stands around it. */
function logs({ text, bytes }: Case): void {
  const secret = newSecret({ bytes: () => Buffer.concat([bytes, bytes]) });
  const lines: string[] = [];
  const log = createLog({ clock: { now: () => 0 }, functionName: 'fuzz', write: (line) => lines.push(line) });
  const around = `${text} ${secret} ada@example.org ${text}`;
  log.warn('event', { why: around, token: around });
  log.error('event', Object.assign(new Error(around), { code: around }), { action: around });
  log.error('event', around);
  log.error('event', new TypeError(around, { cause: new Error(around) }));
  const all = lines.join('\n');
  must(!all.includes(secret) && !all.includes('ada@'), `logged: ${all}`);
  for (const line of lines) JSON.parse(line);
}

function framesOf({ text }: Case): void {
  const frame = textFrame(text);
  const head = (frame[1] ?? 0) < 126 ? 2 : frame[1] === 126 ? 4 : 10;
  must(frame.subarray(head).toString() === text && (frame[0] ?? 0) === 0x81, 'a frame says something else');
}

const check = (each: Case): void => {
  for (const one of [ids, secrets, marks, items, headers, addresses, logs, framesOf]) one(each);
};

/** What is encoded comes back as it was, and what others made up is not believed. */
export const codecs = target({ name: 'codecs', share: 4, batch: 5_000, start: () => ({ cases, check }) });
