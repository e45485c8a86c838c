import { WORKSPACE_ROUTE } from './paths.ts';

/** Small things that outlive a page on this device; all of them may be lost. What only later parts need stands with them. */
const nameOf = (name: string): string => `parley.${name}`;

export function read(storage: () => Storage, name: string): string | null {
  try {
    return storage().getItem(nameOf(name));
  } catch {
    return null;
  }
}

export function write(storage: () => Storage, name: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(nameOf(name));
    else storage().setItem(nameOf(name), value);
  } catch {
    // A browser that stores nothing only forgets.
  }
}

export const device = () => window.localStorage;

/** Where the person was last. */
export const lastPlace = {
  workspace: () => read(device, 'workspace'),
  channel: (workspaceId: string) => read(device, `channel.${workspaceId}`),
  keep(workspaceId: string, channelId: string | undefined) {
    write(device, 'workspace', workspaceId);
    if (channelId !== undefined) write(device, `channel.${workspaceId}`, channelId);
  },
};

/** The conversation that an address of the app leads to, as far as this device knows. */
export function placeAt(path: string): string | null {
  const { workspaceId, channelId }: Partial<Record<string, string>> = WORKSPACE_ROUTE.exec(path)?.groups ?? {};
  const workspace = workspaceId ?? lastPlace.workspace();
  return channelId ?? (workspace === null ? null : lastPlace.channel(workspace));
}

/** Sections of the sidebar that the person has folded up. */
export const foldedSections = {
  read: (): readonly string[] => read(device, 'folded')?.split(' ').filter(Boolean) ?? [],
  write: (names: readonly string[]) => write(device, 'folded', names.join(' ')),
};

/** Whether the buttons for formatting are shown while one writes. */
export const formattingShown = {
  read: () => read(device, 'formatting') === 'shown',
  write: (shown: boolean) => write(device, 'formatting', shown ? 'shown' : null),
};

/** Settings of taste as they are kept, and the name of their place for who listens to it. */
export const keptPreferences = {
  name: nameOf('preferences'),
  read: () => read(device, 'preferences'),
  write: (value: string) => write(device, 'preferences', value),
};
