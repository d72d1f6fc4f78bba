import { Inject, Injectable } from '@nestjs/common';
import type { Database, Prisma } from '@flotilla/database';
import { DATABASE } from '../injection/tokens';

const columns = {
  deviceId: true,
  session: true,
  sequence: true,
  profileId: true,
  variantId: true,
  delegate: true,
  inferenceCount: true,
  failureCount: true,
  labelledCount: true,
  correctCount: true,
  latencySketch: true,
  variant: { select: { modelVersionId: true } },
} as const;

export type WindowRow = Prisma.TelemetryWindowGetPayload<{ select: typeof columns }>;

/** Windows are merged page by page: memory does not grow with their number, and no page holds the event loop long. */
const pageSize = 250;

export interface WindowKey {
  readonly organisationId: string;
  readonly deviceId: string;
  readonly session: bigint;
  readonly sequence: bigint;
}

/** What the server knows of a window's sender, whatever the window says. */
export interface WindowContext {
  readonly profileId: string | null;
  readonly rolloutId: string | null;
}

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
    if (device === null) return 'unknown device';
    if (variant?.modelVersion.modelId !== model) return 'unknown variant';
    return { profileId: device.profileId, rolloutId: device.releases[0]?.rolloutId ?? null };
  }

  /**
   * Stores a window once (null for one that was refused: nothing), and notes how far its session is complete.
   * @returns the sequence up to which every window is stored or refused for good
   */
  async store(key: WindowKey, row: Prisma.TelemetryWindowCreateManyInput | null): Promise<bigint> {
    const { organisationId, deviceId, session, sequence } = key;
    const of = { deviceId, session };
    return this.database.scopedTo(organisationId).$transaction(async (transaction) => {
      await transaction.telemetrySession.createMany({
        data: [{ organisationId, ...of }],
        skipDuplicates: true,
      });
      if (row !== null)
        await transaction.telemetryWindow.createMany({ data: [row], skipDuplicates: true });
      const known = await transaction.telemetrySession.findFirstOrThrow({ where: of });
      let complete = known.acknowledgedSequence;
      if (sequence !== complete + 1n) return complete;
      complete = sequence;
      const later = await transaction.telemetryWindow.findMany({
        where: { ...of, sequence: { gt: complete } },
        orderBy: { sequence: 'asc' },
        take: pageSize,
        select: { sequence: true },
      });
      for (const stored of later) if (stored.sequence === complete + 1n) complete = stored.sequence;
      const { count } = await transaction.telemetrySession.updateMany({
        where: { ...of, acknowledgedSequence: known.acknowledgedSequence },
        data: { acknowledgedSequence: complete },
      });
      return count > 0 ? complete : known.acknowledgedSequence;
    });
  }

  async *windows(
    organisationId: string,
    where: Prisma.TelemetryWindowWhereInput,
  ): AsyncIterable<readonly WindowRow[]> {
    const { telemetryWindow } = this.database.scopedTo(organisationId);
    let cursor: { deviceId: string; session: bigint; sequence: bigint } | null = null;
    for (;;) {
      const rows: WindowRow[] = await telemetryWindow.findMany({
        where: cursor === null ? where : { AND: [where, behind(cursor)] },
        orderBy: [{ deviceId: 'asc' }, { session: 'asc' }, { sequence: 'asc' }],
        take: pageSize,
        select: columns,
      });
      yield rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < pageSize) return;
      cursor = last;
    }
  }
}

function behind({
  deviceId,
  session,
  sequence,
}: {
  deviceId: string;
  session: bigint;
  sequence: bigint;
}): Prisma.TelemetryWindowWhereInput {
  return {
    OR: [
      { deviceId: { gt: deviceId } },
      { deviceId, session: { gt: session } },
      { deviceId, session, sequence: { gt: sequence } },
    ],
  };
}
