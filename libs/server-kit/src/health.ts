/** A part of a server that can say whether it works. */
export interface HealthCheck {
  readonly name: string;
  /** Rejects when the part does not work. */
  check(): Promise<unknown>;
}

export interface HealthReport {
  readonly ok: boolean;
  /** `ok`, or what is wrong in one word; details are for the log only. */
  readonly checks: Readonly<Record<string, 'ok' | 'failing' | 'slow'>>;
}

/** Asks every part at the same time; one that has not answered in time counts as broken. */
export async function checkHealth(
  checks: readonly HealthCheck[],
  timeoutMs = 2_000,
): Promise<HealthReport> {
  const results = await Promise.all(
    checks.map(async (each) => [each.name, await outcomeOf(each, timeoutMs)] as const),
  );
  return {
    ok: results.every(([, result]) => result === 'ok'),
    checks: Object.fromEntries(results),
  };
}

async function outcomeOf(part: HealthCheck, timeoutMs: number): Promise<'ok' | 'failing' | 'slow'> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<'slow'>((resolve) => {
    timer = setTimeout(() => {
      resolve('slow');
    }, timeoutMs);
  });
  const answer = part.check().then(
    () => 'ok' as const,
    () => 'failing' as const,
  );
  return Promise.race([answer, slow]).finally(() => {
    clearTimeout(timer);
  });
}
