/** What was chosen in the quick switcher on this device, the latest first. It may be lost. */
const NAME = 'parley.switcher';
const MOST = 20;

export function recentTargets(): readonly string[] {
  try {
    return window.localStorage.getItem(NAME)?.split(' ') ?? [];
  } catch {
    return [];
  }
}

export function rememberTarget(id: string): void {
  try {
    const others = recentTargets().filter((one) => one !== id);
    window.localStorage.setItem(NAME, [id, ...others].slice(0, MOST).join(' '));
  } catch {
    // A browser that stores nothing only forgets.
  }
}
