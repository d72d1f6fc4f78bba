/**
 * What a message may hold. Each limit has a reason: a hostile device must not cost the platform more than an honest
 * one, and what passes here fits every place that stores it.
 */
export const limits = {
  /** Ids that the platform gives out are shorter (a UUID has 36). */
  idLength: 64,
  /** Names, versions and delegates: what a person reads on one line. */
  nameLength: 128,
  /** Machine-readable reasons. */
  codeLength: 64,
  /** A reason in words; longer ones are cut by the sender. */
  messageLength: 1024,
  /** Delegates of one device or variant; today's runtimes know fewer than ten. */
  delegates: 16,
  /** Models that one device serves. */
  models: 64,
  /** Fallbacks of one model: one a delegate. */
  variants: 16,
  /** Every model with its active, previous and next slots. */
  installed: 256,
  /** DDSketch with 2,048 bins of 8 bytes, and its header. */
  sketchBytes: 16_640,
  /** Ed25519 takes 64, ECDSA P-521 139; the rest is room for a few signers. */
  signatureBytes: 4096,
  /** PostgreSQL's `bigint`, the smallest 64-bit integer on the way. */
  counter: 2n ** 63n - 1n,
  /** PostgreSQL's `integer`. */
  attempt: 2 ** 31 - 1,
  /** The last millisecond of the year 9999, where ISO 8601's four digits end. */
  timestampMs: 253_402_300_799_999n,
} as const;

/** Upper bounds of whole messages, in bytes. The largest honest device message is a hello with every slot filled. */
export const maximumMessageBytes = {
  hello: 65_536,
  progress: 8_192,
  telemetry: 20_480,
  reply: 8_192,
  will: 64,
  desired: 1_048_576,
  acknowledgement: 64,
  command: 1_024,
} as const;
