export interface ProtocolRange {
  readonly minimum: number;
  readonly maximum: number;
}

/** What this code speaks. */
export const supportedProtocol: ProtocolRange = { minimum: 1, maximum: 1 };

/** The newest version that both sides speak; undefined when they share none. */
export function negotiateVersion(ours: ProtocolRange, theirs: ProtocolRange): number | undefined {
  const version = Math.min(ours.maximum, theirs.maximum);
  return version >= Math.max(ours.minimum, theirs.minimum) ? version : undefined;
}
