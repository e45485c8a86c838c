/** Keeps the connection from idling out; answered by nobody and billed as one frame. */
export const KEEP_ALIVE = '{"action":"keepalive"}';
