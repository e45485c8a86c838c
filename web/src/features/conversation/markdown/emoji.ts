/** Cheap to make, and all that most texts are asked; what looks for whole emoji takes the processor ten milliseconds to make. */
const BEGINS = /^(?![\d#*](?!\uFE0F))\p{Emoji}/u;
const ONLY = /^(?:\p{RGI_Emoji}\s*)+$/v;
/** A longer text is none that is shown large. */
const MOST = 60;

/** Whether a text is nothing but a few emoji. */
export const isEmoji = (text: string): boolean => text.length < MOST && BEGINS.test(text) && ONLY.test(text);
