/** Calls `work` after the next frame, of a page that nobody sees at once. @returns how to stop it */
export function afterFrame(work: () => void): () => void {
  let timer = 0;
  const soon = (): void => void (timer = window.setTimeout(work));
  const frame = document.hidden ? soon() : requestAnimationFrame(soon);
  return () => {
    if (frame) cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
