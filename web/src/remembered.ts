/** Small things that outlive a page on this device; all of them may be lost. */
function read(storage: () => Storage, name: string): string | null {
  try {
    return storage().getItem(`parley.${name}`);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, name: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(`parley.${name}`);
    else storage().setItem(`parley.${name}`, value);
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
