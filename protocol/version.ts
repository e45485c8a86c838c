/** Version of the wire format. It goes up whenever the schema hash in `protocol-hash.json` changes. */
export const PROTOCOL_VERSION = 2;
