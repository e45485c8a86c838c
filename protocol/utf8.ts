const encoder = new TextEncoder();

/** Length of a text in bytes of UTF-8. */
export const utf8Length = (text: string): number =>
  text.length * 3 <= 1024 ? asciiOr(text) : encoder.encode(text).length;

function asciiOr(text: string): number {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return encoder.encode(text).length;
  return text.length;
}
