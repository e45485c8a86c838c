/** After each test of the integration suite: its traffic was as the documents say. */
import { afterEach } from 'vitest';
import { takeViolations } from './traffic.ts';

afterEach(() => {
  const found = takeViolations();
  if (found.length > 0) throw new Error(`not as the API documents say:\n${found.join('\n')}`);
});
