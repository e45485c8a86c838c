import { device, read, write } from '../../remembered.ts';

const RECENT = 20;

/** Ids of what was chosen in the quick switcher, the latest first. */
export const recentTargets = {
  read: (): readonly string[] => read(device, 'switcher')?.split(' ') ?? [],
  add(id: string) {
    const others = recentTargets.read().filter((one) => one !== id);
    write(device, 'switcher', [id, ...others].slice(0, RECENT).join(' '));
  },
};
