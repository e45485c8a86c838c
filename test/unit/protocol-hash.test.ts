import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { protocolHash } from '../../protocol/hash.ts';

test('the wire format is the recorded one of its version', () => {
  const recorded: unknown = JSON.parse(readFileSync('protocol/protocol-hash.json', 'utf8'));
  const how = 'Raise PROTOCOL_VERSION in protocol/version.ts if clients must notice, then run `npm run protocol:hash`.';
  expect({ recorded, how }).toEqual({ recorded: protocolHash(), how });
});
