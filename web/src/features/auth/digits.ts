const CODE_DIGITS = 6;

/** The digits of a code, however it was copied: with blanks, dots or words around it. */
export const digitsOf = (typed: string): string => typed.replaceAll(/\D/gu, '');

/** Whether this is a whole code. */
export const isWhole = (typed: string): boolean => digitsOf(typed).length === CODE_DIGITS;
