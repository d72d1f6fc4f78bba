const largestMs = 2n ** 42n - 1n;
const randomBits = 20n;

/**
 * The id of a new session: from the clock, so that a device that lost its journal still counts upwards; and above the
 * previous one whatever the clock says (a dead battery's 1970, a wild 2100).
 * @param previous the last session of this device, 0 if none is known
 * @param random a uniform number in [0, 1), which tells two devices apart that were cloned from one disk
 */
export function nextSession(previous: bigint, nowMs: number, random: number): bigint {
  const ms = BigInt(Math.max(0, Math.trunc(nowMs)));
  const salt = BigInt(Math.trunc(random * 2 ** Number(randomBits)));
  const fromClock = ((ms > largestMs ? largestMs : ms) << randomBits) | salt;
  return fromClock > previous ? fromClock : previous + 1n;
}
