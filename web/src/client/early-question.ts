import type { Environment, HttpAnswer } from './environment.ts';
import { post } from './http.ts';
import { ACCOUNT, RENEWAL } from './kept.ts';
import { memo } from './memo.ts';

/** As `session.ts` asks. */
const PATH = '/api/session.refresh';
const BODY = '{"orNobody":true}';
const HEADERS = { 'content-type': 'application/json' };
/** An answer that waited longer for the app says too little about now. */
const FRESH_MS = 10_000;

interface Asked {
  readonly at: number;
  /** Null: another tab was asking. */
  readonly answer: Promise<HttpAnswer | null>;
}

let asked: Asked | null = null;

const ask = async (lock: Lock | null): Promise<HttpAnswer | null> => lock && post(PATH, BODY, HEADERS);

/** Asks who is logged in before there is an app to ask, where nobody is remembered: one tab at a time, as the app does. */
export function askEarly(): void {
  if (!('locks' in navigator) || memo.read(ACCOUNT) !== null) return;
  const answer = navigator.locks.request(RENEWAL, { ifAvailable: true }, ask).catch(() => null);
  asked = { at: Date.now(), answer };
}

/** POST as `post` does; the first question who is logged in has the answer that came early. Who logged in elsewhere meanwhile is asked for anew. */
export const postOnce: Environment['http']['post'] = async (path, body, headers) => {
  const early = asked;
  if (!early || path !== PATH) return post(path, body, headers);
  asked = null;
  const answer = body === BODY && Date.now() - early.at < FRESH_MS ? await early.answer : null;
  return answer && memo.read(ACCOUNT) === null ? answer : post(path, body, headers);
};
