interface Key {
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/** Whether a key is for what is being composed (Japanese, accents …). Safari says so of the last one by its code only. */
export const composes = ({ isComposing, keyCode }: Key): boolean => isComposing || keyCode === 229;
