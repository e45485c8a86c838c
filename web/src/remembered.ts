import { WORKSPACE_ROUTE } from './paths.ts';

/** Small things that outlive a page on this device; all of them may be lost. */
const nameOf = (name: string): string => `parley.${name}`;

function read(storage: () => Storage, name: string): string | null {
  try {
    return storage().getItem(nameOf(name));
  } catch {
    return null;
  }
}

function write(storage: () => Storage, name: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(nameOf(name));
    else storage().setItem(nameOf(name), value);
  } catch {
    // A browser that stores nothing only forgets.
  }
}

const tab = () => window.sessionStorage;
const device = () => window.localStorage;

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

/** The invite that this tab is on the way to accept, through sign-up or log-in. */
export const joining = {
  read: () => read(tab, 'joining'),
  write: (secret: string | null) => write(tab, 'joining', secret),
};

export interface Registration {
  readonly registration: string;
  readonly email: string;
}

/** A sign-up that waits for its code. */
export const pendingRegistration = {
  read(): Registration | null {
    const [registration, email] = read(tab, 'registration')?.split('\n') ?? [];
    return registration && email ? { registration, email } : null;
  },
  write: (value: Registration | null) => write(tab, 'registration', value && `${value.registration}\n${value.email}`),
};

const RECENT = 20;

/** Ids of what was chosen in the quick switcher, the latest first. */
export const recentTargets = {
  read: (): readonly string[] => read(device, 'switcher')?.split(' ') ?? [],
  add(id: string) {
    const others = recentTargets.read().filter((one) => one !== id);
    write(device, 'switcher', [id, ...others].slice(0, RECENT).join(' '));
  },
};

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
