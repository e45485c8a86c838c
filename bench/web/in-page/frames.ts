/** Calls back after style, layout and paint of the frame that is being made: to be called in an animation frame. */
export function afterFrame(then: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', then, { once: true });
  port1.start();
  port2.postMessage(null);
}

/** Calls `look` in every frame until it says that it has seen enough. */
export function everyFrame(look: () => boolean): void {
  const again = (): void => {
    if (!look()) requestAnimationFrame(again);
  };
  requestAnimationFrame(again);
}

/** Times of frames from now on, milliseconds since the page began. */
export function recordFrames(): { stop(): readonly number[] } {
  const times: number[] = [];
  let running = true;
  everyFrame(() => {
    times.push(performance.now());
    return !running;
  });
  return {
    stop: () => {
      running = false;
      return times;
    },
  };
}
