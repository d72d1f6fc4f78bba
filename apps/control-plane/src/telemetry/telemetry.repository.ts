import { Inject, Injectable } from '@nestjs/common';
import type { Database, OrganisationTransaction, Prisma, Rows } from '@flotilla/database';
import { DATABASE } from '../injection/tokens';
import type { CountedWindow } from './counted-window';
import { countAsEvidence, countForDevice } from './window-counting';

/** Rows are merged page by page: memory does not grow with their number, and no page holds the event loop long. */
const pageSize = 250;

/** So far ahead of a gap windows are taken: more than an agent has under way, and a bound for one that means ill. */
const maximumAhead = 1_024n;

export interface WindowKey {
  readonly organisationId: string;
  readonly deviceId: string;
  readonly session: bigint;
  readonly sequence: bigint;
}

/** What a device measured, and on what kind of processor. */
export type FleetRow = Rows.TelemetrySummary & {
  readonly device: Pick<Rows.Device, 'architecture'>;
};

export type WindowContext = Pick<CountedWindow, 'profileId' | 'rolloutId' | 'modelVersionId'>;

/**
 * The sequence up to which every window of the session is counted or refused for good; `forgotten` for a session of
 * which nothing is known any more.
 */
export type Completion = bigint | 'forgotten';

@Injectable()
export class TelemetryRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async contextOf(
    organisationId: string,
    deviceId: string,
    { model, variantId }: { readonly model: string; readonly variantId: string },
  ): Promise<WindowContext | 'unknown device' | 'unknown variant'> {
    const client = this.database.scopedTo(organisationId);
    const [device, variant] = await Promise.all([
      client.device.findUnique({
        where: { organisationId_id: { organisationId, id: deviceId } },
        include: { releases: { where: { modelId: model, variantId } } },
      }),
      client.variant.findUnique({
        where: { organisationId_id: { organisationId, id: variantId } },
        include: { modelVersion: true },
      }),
    ]);
    if (device?.revokedAt !== null) return 'unknown device';
    if (variant?.modelVersion.modelId !== model) return 'unknown variant';
    return {
      profileId: device.profileId,
      rolloutId: device.releases[0]?.rolloutId ?? null,
      modelVersionId: variant.modelVersionId,
    };
  }

  /** Counts a window once (null for one that was refused: nothing), and notes how far its session is complete. */
  async take(key: WindowKey, window: CountedWindow | null, receivedAt: Date): Promise<Completion> {
    return this.database.scopedTo(key.organisationId).$transaction(async (transaction) => {
      const complete = await holdSession(transaction, key, receivedAt);
      if (complete === 'forgotten') return complete;
      if (!(await isNew(transaction, key, complete))) return complete;
      if (window !== null) {
        await countForDevice(transaction, key, window);
        // Last, because other devices wait for this row.
        await countAsEvidence(transaction, key, window, receivedAt);
      }
      return key.sequence === complete + 1n ? closeGap(transaction, key) : complete;
    });
  }

  async *summaries(
    organisationId: string,
    where: Prisma.TelemetrySummaryWhereInput & { readonly grain: Rows.TelemetrySummary['grain'] },
  ): AsyncIterable<readonly FleetRow[]> {
    const { telemetrySummary } = this.database.scopedTo(organisationId);
    let last: Rows.TelemetrySummary | undefined;
    for (;;) {
      const rows: FleetRow[] = await telemetrySummary.findMany({
        where,
        include: { device: { select: { architecture: true } } },
        ...(last === undefined ? {} : { cursor: cursorAt(last), skip: 1 }),
        orderBy: keyColumns.map((column) => ({ [column]: 'asc' as const })),
        take: pageSize,
      });
      yield rows;
      last = rows.at(-1);
      if (last === undefined || rows.length < pageSize) return;
    }
  }
}

const keyColumns = [
  'startedAt',
  'deviceId',
  'variantId',
  'rolloutId',
  'profileId',
  'delegate',
] as const;

function cursorAt(row: Rows.TelemetrySummary): Prisma.TelemetrySummaryWhereUniqueInput {
  const { organisationId, grain, startedAt, deviceId, variantId, rolloutId, profileId, delegate } =
    row;
  return {
    organisationId_grain_startedAt_deviceId_variantId_rolloutId_profileId_delegate: {
      ...{ organisationId, grain, startedAt, deviceId, variantId, rolloutId, profileId, delegate },
    },
  };
}

/** Holds the session's row until the transaction ends, so that its windows are taken one after the other. */
async function holdSession(
  transaction: OrganisationTransaction,
  { organisationId, deviceId, session }: WindowKey,
  lastReceivedAt: Date,
): Promise<Completion> {
  const hold = () =>
    transaction.telemetrySession.updateManyAndReturn({
      where: { deviceId, session },
      data: { lastReceivedAt },
    });
  const [known] = await hold();
  if (known !== undefined) return known.acknowledgedSequence;
  const device = await transaction.device.findFirst({ where: { id: deviceId } });
  if (device === null || session <= device.forgottenSession) return 'forgotten';
  await transaction.telemetrySession.createMany({
    data: [{ organisationId, deviceId, session }],
    skipDuplicates: true,
  });
  const [made] = await hold();
  return made?.acknowledgedSequence ?? 'forgotten';
}

/** Whether the window was never taken; notes it when it is beyond a gap. */
async function isNew(
  transaction: OrganisationTransaction,
  { organisationId, deviceId, session, sequence }: WindowKey,
  complete: bigint,
): Promise<boolean> {
  if (sequence === complete + 1n) return true;
  if (sequence <= complete || sequence > complete + maximumAhead) return false;
  const { count } = await transaction.telemetryWindow.createMany({
    data: [{ organisationId, deviceId, session, sequence }],
    skipDuplicates: true,
  });
  return count > 0;
}

/** The window after the complete ones has come, and maybe more beyond it before. */
async function closeGap(
  transaction: OrganisationTransaction,
  { deviceId, session, sequence }: WindowKey,
): Promise<bigint> {
  const of = { deviceId, session };
  const beyond = await transaction.telemetryWindow.findMany({
    where: of,
    orderBy: { sequence: 'asc' },
  });
  let complete = sequence;
  for (const window of beyond) if (window.sequence === complete + 1n) complete = window.sequence;
  await transaction.telemetryWindow.deleteMany({ where: { ...of, sequence: { lte: complete } } });
  await transaction.telemetrySession.updateMany({
    where: of,
    data: { acknowledgedSequence: complete },
  });
  return complete;
}
