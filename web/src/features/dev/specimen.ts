import type { ReactNode } from 'react';

/** A primitive, or a few that belong together, in every state. */
export interface Specimen {
  readonly name: string;
  /** Density changes nothing of it. */
  readonly themesOnly?: boolean;
  readonly states: readonly (readonly [label: string, shown: ReactNode])[];
}

export const LONG = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz and some more words after it';
export const nothing = (): void => undefined;
