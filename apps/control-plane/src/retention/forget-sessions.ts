import type { Database, Rows } from '@flotilla/database';

/** Sessions of one look; the next look of the same run takes the next ones. */
const pageSize = 500;

/**
 * Forgets which windows were counted of sessions that are over (the device has begun a newer one) and silent since.
 * What still comes of them is refused, because it may have been counted.
 */
export async function forgetSessions(
  database: Database,
  lastReceivedAt: { readonly lt: Date },
): Promise<void> {
  let cursor: Key | null = null;
  for (;;) {
    const silent: SessionOfDevice[] = await database.platform.telemetrySession.findMany({
      where: { lastReceivedAt },
      include: { device: { select: { presence: { select: { session: true } } } } },
      ...(cursor === null ? {} : { cursor: { organisationId_deviceId_session: cursor }, skip: 1 }),
      orderBy: [{ organisationId: 'asc' }, { deviceId: 'asc' }, { session: 'asc' }],
      take: pageSize,
    });
    const last = silent.at(-1);
    if (last === undefined) return;
    cursor = {
      organisationId: last.organisationId,
      deviceId: last.deviceId,
      session: last.session,
    };
    // The cursor's row has to stay until the next page was read from it.
    const over = silent.filter(({ session, device }) => session < (device.presence?.session ?? 0n));
    for (const each of over) if (each !== last) await forget(database, each, lastReceivedAt);
    if (silent.length < pageSize) {
      if (over.includes(last)) await forget(database, last, lastReceivedAt);
      return;
    }
  }
}

type Key = Pick<Rows.TelemetrySession, 'organisationId' | 'deviceId' | 'session'>;

interface SessionOfDevice extends Rows.TelemetrySession {
  readonly device: { readonly presence: { readonly session: bigint } | null };
}

async function forget(
  database: Database,
  { organisationId, deviceId, session }: Key,
  lastReceivedAt: { readonly lt: Date },
): Promise<void> {
  await database.scopedTo(organisationId).$transaction(async (transaction) => {
    const { count } = await transaction.telemetrySession.deleteMany({
      where: { deviceId, session, lastReceivedAt },
    });
    if (count === 0) return;
    await transaction.device.updateMany({
      where: { id: deviceId, forgottenSession: { lt: session } },
      data: { forgottenSession: session },
    });
  });
}
