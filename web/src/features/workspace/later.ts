import { lazily, quietly } from '../../ui/lazily.tsx';

/** Fetched with the first frame, before anybody can open a menu. */
export const MenuItems = quietly(() => import('./menu-items.tsx'));

/** The page for an address that leads nowhere, or to a workspace that one is not in: hardly anybody ever needs it. */
export const Nowhere = lazily(() => import('./nowhere.tsx'));
