export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
export const field = (value: unknown, name: string): unknown =>
  isObject(value) ? Reflect.get(value, name) : undefined;

/** What a refusal holds. */
export const ERROR = { code: '', message: '' };

/** Whether the value has everything that the example has, of the same types. */
export function isLike(example: unknown, value: unknown): boolean {
  if (Array.isArray(example)) return Array.isArray(value) && value.every((each) => isLike(example[0], each));
  if (!isObject(example)) return typeof value === typeof example;
  return isObject(value) && Object.entries(example).every(([name, inner]) => isLike(inner, field(value, name)));
}
