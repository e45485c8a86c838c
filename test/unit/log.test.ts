import { describe, expect, it } from 'vitest';
import { createLog } from '../../lambdas/runtime/log.ts';

const CANARY = 'canary-7f3a';

function logged(write: (log: ReturnType<typeof createLog>) => void): { line: string; fields: Record<string, unknown> } {
  const lines: string[] = [];
  const log = createLog({ clock: { now: () => 0 }, functionName: 'http', write: (line) => void lines.push(line) });
  write(log);
  expect(lines).toHaveLength(1);
  const [line = ''] = lines;
  return { line, fields: JSON.parse(line) };
}

describe('log lines', () => {
  it('are JSON with level, event, time and function', () => {
    const { line, fields } = logged((log) => log.warn('gateway.dropped', { statusCode: 503, count: 2 }));
    expect(fields).toEqual({
      level: 'WARN',
      event: 'gateway.dropped',
      timestamp: '1970-01-01T00:00:00.000Z',
      function: 'http',
      statusCode: 503,
      count: 2,
    });
    expect(line).not.toContain('\n');
  });

  it.each(['text', 'accessToken', 'refreshToken', 'ticket', 'code', 'password', 'email', 'cookie', 'messageBody'])(
    'never hold the field %s',
    (name) => {
      expect(logged((log) => log.warn('x', { [name]: CANARY })).line).not.toContain(CANARY);
      expect(logged((log) => log.error('x', new Error('y'), { [name]: CANARY })).line).not.toContain(CANARY);
    },
  );

  it.each([
    ['a token', `eyJhbGciOiJub25lIn0.${CANARY}`],
    ['an address', `${CANARY}@example.org`],
    ['a long secret', `${CANARY}${'A'.repeat(40)}`],
  ])('hide %s in a harmless field', (_what, value) => {
    expect(logged((log) => log.warn('x', { reason: `found ${value}` })).line).not.toContain(CANARY);
  });

  it('tell where an error came from, not what it quotes', () => {
    let caught: unknown;
    try {
      JSON.parse(`{"text": ${CANARY}`);
    } catch (error) {
      caught = error;
    }
    expect(String(caught)).toContain('canary');
    const { line, fields } = logged((log) => log.error('dispatch.failed', caught));
    expect(line).not.toContain('canary');
    expect(fields).toMatchObject({
      level: 'ERROR',
      error: 'SyntaxError',
      at: expect.arrayContaining([expect.any(String)]),
    });
  });

  it('do not take lines of a message for places in the code', () => {
    const { line } = logged((log) => log.error('x', new Error(`hello\n    at ${CANARY} (file.ts:1:1)`)));
    expect(line).not.toContain(CANARY);
  });

  it('tell the reason of errors whose messages are ours, and of what caused them', () => {
    const cause = Object.assign(new Error('User is not authorized to perform: dynamodb:PutItem'), {
      name: 'AccessDeniedException',
    });
    const { fields } = logged((log) => log.error('x', new Error(CANARY, { cause })));
    expect(fields).toMatchObject({ cause: { reason: 'User is not authorized to perform: dynamodb:PutItem' } });
    expect(JSON.stringify(fields)).not.toContain(CANARY);
  });
});
