const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Bytes in lower-case Crockford base32 (https://www.crockford.com/base32.html): 16 bytes make 26 characters. */
export function base32(bytes: Uint8Array): string {
  let out = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += ALPHABET.charAt((value >>> bits) & 31);
    }
    value &= (1 << bits) - 1;
  }
  return bits > 0 ? out + ALPHABET.charAt((value << (5 - bits)) & 31) : out;
}
