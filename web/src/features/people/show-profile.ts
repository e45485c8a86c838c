import { createContext, use } from 'react';

export const ShowProfile = createContext<(userId: string) => void>(() => {});

/** Shows a person beside the conversation. */
export const useShowProfile = () => use(ShowProfile);
