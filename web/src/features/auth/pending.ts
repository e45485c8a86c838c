import { read, write } from '../../remembered.ts';

const tab = () => window.sessionStorage;

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
