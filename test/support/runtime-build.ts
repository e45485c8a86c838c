/** Synthesises the template that the runtimes of the tests are started from, once before them: no test waits for it. */
import { synthesised } from './runtime-template.ts';

export default async function build(): Promise<void> {
  await synthesised();
}
