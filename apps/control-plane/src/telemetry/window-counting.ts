import {
  type OrganisationTransaction,
  RolloutDeviceState,
  RolloutState,
  SummaryGrain,
} from '@flotilla/database';
import type { CountedWindow } from './counted-window';
import { addTo } from './counted-row';
import { startOfSpan } from './summary-grains';

interface Sender {
  readonly organisationId: string;
  readonly deviceId: string;
}

const committed = [RolloutDeviceState.SUCCEEDED, RolloutDeviceState.ALREADY_INSTALLED];

/** Adds a window to the device's summaries of each grain. */
export async function countForDevice(
  transaction: OrganisationTransaction,
  { organisationId, deviceId }: Sender,
  window: CountedWindow,
): Promise<void> {
  const { modelId, modelVersionId, variantId, delegate } = window;
  const key = {
    deviceId,
    variantId,
    rolloutId: window.rolloutId ?? '',
    profileId: window.profileId ?? '',
    delegate,
  };
  for (const grain of Object.values(SummaryGrain)) {
    const where = { ...key, grain, startedAt: startOfSpan(window.endedAt, grain) };
    const { telemetrySummary: table } = transaction;
    await addTo(
      {
        hold: async () => {
          const data = { version: { increment: 1 } };
          return (await table.updateManyAndReturn({ where, data }))[0] ?? null;
        },
        create: async (columns) => {
          const row = { organisationId, ...where, modelId, modelVersionId, ...columns };
          return (await table.createMany({ data: [row], skipDuplicates: true })).count > 0;
        },
        replace: async (data) => table.updateMany({ where, data }),
      },
      window.summary,
    );
  }
}

/**
 * Adds a window to the evidence of its rollout, if it is any: the device has committed this variant there, and did so
 * before the window came. Clocks of devices decide nothing here.
 */
export async function countAsEvidence(
  transaction: OrganisationTransaction,
  { organisationId, deviceId }: Sender,
  { rolloutId, variantId, summary }: CountedWindow,
  receivedAt: Date,
): Promise<void> {
  if (rolloutId === null) return;
  const target = await transaction.rolloutDevice.findFirst({
    where: {
      rolloutId,
      deviceId,
      variantId,
      state: { in: committed },
      committedAt: { lte: receivedAt },
      rollout: { state: RolloutState.RUNNING },
    },
    select: { rollout: { select: { evidenceEpoch: true } } },
  });
  if (target === null) return;
  const where = { rolloutId, variantId, epoch: target.rollout.evidenceEpoch };
  const { rolloutEvidence: table } = transaction;
  await addTo(
    {
      hold: async () => {
        const data = { version: { increment: 1 } };
        return (await table.updateManyAndReturn({ where, data }))[0] ?? null;
      },
      create: async (columns) => {
        const row = { organisationId, ...where, ...columns };
        return (await table.createMany({ data: [row], skipDuplicates: true })).count > 0;
      },
      replace: async (data) => table.updateMany({ where, data }),
    },
    summary,
  );
}
