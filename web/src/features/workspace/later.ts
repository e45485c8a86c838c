import { quietly } from '../../ui/lazily.tsx';

/** Fetched with the first frame, before anybody can open a menu. */
export const MenuItems = quietly(() => import('./menu-items.tsx'));

/** The page for an address that leads nowhere, which hardly anybody ever needs. */
export const Nowhere = quietly(() => import('./not-found.tsx'));
