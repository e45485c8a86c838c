/** Sizes and counts that both sides know. Characters are UTF-16 code units as `String.length` counts; bytes are UTF-8. */
export const LIMITS = {
  messageCharacters: 20_000,
  messageBytes: 60_000,
  /** Up-frames above this go by HTTP: browsers cannot split frames and the gateway refuses frames over 32 KB. */
  socketInputBytes: 30_000,
  /** HTTP bodies above this are refused before they are parsed. */
  httpBodyBytes: 256_000,
  /** Events are coalesced into frames up to this size. */
  frameBytes: 32_000,
  jsonDepth: 16,
  nameCharacters: 80,
  topicCharacters: 250,
  purposeCharacters: 1_000,
  passwordCharacters: { min: 10, max: 256 },
  emailCharacters: 254,
  groupPeople: 9,
  addMembersAtOnce: 50,
  historyPage: 100,
  changesPage: 200,
  peoplePage: 100,
  channelsPage: 100,
  readMarkersAtOnce: 50,
  watchesAtOnce: 200,
  inviteUses: 10_000,
  inviteSeconds: 60 * 60 * 24 * 30,
  channelsPerPerson: 2_000,
} as const;
