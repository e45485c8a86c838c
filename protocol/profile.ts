import * as z from 'zod/mini';
import { contract } from './contract.ts';
import { UserId, WorkspaceId } from './ids.ts';
import { LIMITS } from './limits.ts';
import { line, TimeZone } from './text.ts';

export const DisplayName = line('your name', 80);
export const Title = line('the title', 120, 0);

/** What the people of a workspace see of one another. Addresses of mail are never part of it. */
export const Profile = z.strictObject({
  userId: UserId,
  displayName: z.string(),
  title: z.string(),
  timeZone: z.string(),
});
export type Profile = z.infer<typeof Profile>;

/** What a person sees of their own account. */
export const Me = z.strictObject({ ...Profile.shape, email: z.string(), operator: z.boolean() });
export type Me = z.infer<typeof Me>;

const byHttp = { transports: ['http'] } as const;

export const profileContracts = {
  'profile.list': contract(
    'Profiles of these people, as far as you share a workspace with them or they once wrote in one of yours.',
    z.strictObject({
      workspaceId: WorkspaceId,
      userIds: z.array(UserId).check(z.minLength(1), z.maxLength(LIMITS.peoplePage)),
    }),
    z.strictObject({ profiles: z.array(Profile) }),
    byHttp,
  ),
  'profile.update': contract(
    'Change your own display name, title or time zone.',
    z.strictObject({
      displayName: z.optional(DisplayName),
      title: z.optional(Title),
      timeZone: z.optional(TimeZone),
    }),
    z.strictObject({ me: Me }),
    byHttp,
  ),
  'account.deactivate': contract(
    'As an operator: end a person’s tokens, sockets and subscriptions, and forbid logging in.',
    z.strictObject({ userId: UserId }),
    z.strictObject({}),
    { ...byHttp, errors: ['forbidden', 'conflict'] },
  ),
  'account.reactivate': contract(
    'As an operator: let a deactivated person log in again.',
    z.strictObject({ userId: UserId }),
    z.strictObject({}),
    byHttp,
  ),
} as const;
