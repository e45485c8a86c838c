/** When messages left one person's hands and when they reached another's eyes, on the clock of the machine. */
import { afterFrame, everyFrame } from './frames.ts';
import { field, lastRow } from './screen.ts';

/** Text of a message → milliseconds UTC. */
export type Times = Record<string, number>;

/** Notes each Enter in the composer from now on. */
export function noteEnters(): Times {
  const times: Times = {};
  const note = ({ key, timeStamp }: KeyboardEvent): void => {
    if (key === 'Enter') times[field()?.value ?? ''] = performance.timeOrigin + timeStamp;
  };
  addEventListener('keydown', note, { capture: true });
  return times;
}

/** Notes each new last message from now on, at the end of the frame that shows it. */
export function noteArrivals(): Times {
  const times: Times = {};
  everyFrame(() => {
    const text = lastRow()?.querySelector('p')?.textContent;
    if (text !== undefined && times[text] === undefined)
      afterFrame(() => (times[text] ??= performance.timeOrigin + performance.now()));
    return false;
  });
  return times;
}
