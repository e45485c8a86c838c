import { type AccessDeclaration, EVERYONE, LAPSED, OWN } from './access-declaration.ts';
import type { sessionContracts } from './session.ts';

/** The same answer whatever is known of the address. */
const sameFor = <A extends object>(answer: A) => ({ free: answer, taken: answer, deactivated: answer }) as const;
const address = { subject: 'address', missing: 'forbidden' } as const;

export const sessionAccess = {
  'session.register': { ...address, ids: ['email'], answers: sameFor({ ok: EVERYONE }) },
  'session.resendCode': { ...address, ids: ['registration'], answers: sameFor({ ok: EVERYONE }) },
  'session.confirm': { ...address, ids: ['registration'], answers: sameFor({ bad_code: EVERYONE }) },
  'session.logIn': { ...address, ids: ['email'], answers: sameFor({ bad_credentials: EVERYONE }) },
  'session.refresh': { ...OWN, lapsed: ['expired'] },
  'session.logOut': { ...OWN, lapsed: LAPSED },
  'session.logOutEverywhere': OWN,
  'session.forgotPassword': { ...address, ids: ['email'], answers: sameFor({ ok: EVERYONE }) },
  'session.resetPassword': { ...address, ids: ['email'], answers: sameFor({ bad_code: EVERYONE }) },
  'session.changePassword': OWN,
  'session.list': OWN,
  'session.end': {
    subject: 'session',
    ids: ['sessionId'],
    answers: { own: { ok: EVERYONE }, other: {} },
    missing: 'leftOut',
  },
} as const satisfies Record<keyof typeof sessionContracts, AccessDeclaration>;
