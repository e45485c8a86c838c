/** Version of the wire format. It goes up when a change of the schema hash in `protocol-hash.json` is one that clients must notice. */
export const PROTOCOL_VERSION = 2;
