/** Polls until `condition` holds. @throws Error that names `what` when it does not within `ms` */
export async function within(ms: number, what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited in vain (${ms} ms) for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
