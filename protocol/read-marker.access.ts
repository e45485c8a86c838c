import { type AccessDeclaration, THOSE_IN_IT } from './access-declaration.ts';
import type { readMarkerContracts } from './read-marker.ts';

const leftOut = { subject: 'conversation', answers: THOSE_IN_IT, missing: 'leftOut' } as const;

export const readMarkerAccess = {
  'readMarker.move': { ...leftOut, ids: ['markers.channelId'] },
  'readMarker.count': { ...leftOut, ids: ['channelIds'] },
} as const satisfies Record<keyof typeof readMarkerContracts, AccessDeclaration>;
