/** Records the hash of all schemas for the current version: `npm run protocol:hash`. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { describeProtocol } from './json-schemas.ts';
import { PROTOCOL_VERSION } from './version.ts';

/** What `protocol-hash.json` holds. */
export interface RecordedHash {
  readonly version: number;
  readonly hash: string;
}

/** 64 bits of a SHA-256 over everything that a client can notice of the wire format; summaries are not part of it. */
export function protocolHash(): RecordedHash {
  const { actions, named } = describeProtocol();
  const wire = actions.map(({ name, access, transports, errors, input, output }) => {
    return { name, access, transports, errors, input, output };
  });
  const hash = createHash('sha256').update(canonical({ wire, named })).digest('hex').slice(0, 16);
  return { version: PROTOCOL_VERSION, hash };
}

/** JSON with sorted keys: the order in which a schema is written down does not change the wire. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

if (import.meta.main) {
  const file = new URL('protocol-hash.json', import.meta.url);
  writeFileSync(file, `${JSON.stringify(protocolHash(), null, 2)}\n`);
}
