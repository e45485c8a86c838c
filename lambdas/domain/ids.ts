/** Ids: a letter that names the kind and 128 bits in lower-case Crockford base32 (26 characters). */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const BYTES = 16;

interface Bytes {
  bytes(count: number): Uint8Array;
}

/** A fresh id: `W` workspace, `C` channel with a name, `D` direct or group conversation. */
export const newId = (prefix: 'W' | 'C' | 'D', random: Bytes): string => prefix + encoded(random.bytes(BYTES));

/** The person's id for the `sub` (a UUID) of an account. */
export const userIdOf = (sub: string): string => {
  const hex = sub.replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/i.test(hex)) throw new TypeError('a sub is a UUID');
  return 'U' + encoded(Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
};

/** The `sub` of the account behind a person's id. */
export function subOf(userId: string): string {
  let bits = 0n;
  for (const digit of userId.slice(1)) bits = (bits << 5n) | BigInt(DIGITS.indexOf(digit));
  const hex = (bits >> 2n).toString(16).padStart(BYTES * 2, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** 16 bytes as 26 digits of five bits; the last two bits are zero. */
export function encoded(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += DIGITS.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + DIGITS.charAt((held << (5 - bits)) & 31) : text;
}
