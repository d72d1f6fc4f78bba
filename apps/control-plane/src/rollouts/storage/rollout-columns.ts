import { RolloutDeviceState, type Rows } from '@flotilla/database';
import { type DeviceState, deviceStates, type Gates, isFinal } from '@flotilla/rollout';

/** The database's name of each state. */
export function columnOf(state: DeviceState): RolloutDeviceState {
  return RolloutDeviceState[state.toUpperCase().replaceAll('-', '_') as RolloutDeviceState];
}

const stateOfColumn = new Map(deviceStates.map((state) => [columnOf(state), state]));

export function deviceStateOf(column: RolloutDeviceState): DeviceState {
  const state = stateOfColumn.get(column);
  if (state === undefined) throw new TypeError(`no device state is stored as ${column}`);
  return state;
}

/** Columns' values of devices that have not come to an end in their rollout. */
export const underWayColumns = deviceStates.filter((state) => !isFinal(state)).map(columnOf);

export const committedColumns = [columnOf('succeeded'), columnOf('already-installed')];

export const unsuccessfulColumns = [
  columnOf('failed'),
  columnOf('rejected'),
  columnOf('rolled-back'),
];

/** Of a device that was revoked before it came to an end. */
export const revokedColumns = {
  state: columnOf('cancelled'),
  code: 'DEVICE_REVOKED',
  message: 'the device was revoked',
};

export function gatesOf(row: Rows.Rollout): Gates {
  return {
    minimumCommittedShare: row.minimumCommittedShare,
    maximumUnsuccessfulShare: row.maximumUnsuccessfulShare,
    minimumSampleCount: row.minimumSampleCount,
    maximumAccuracyLossPoints: row.maximumAccuracyLossPoints,
    maximumLatencyP90Ms: row.maximumLatencyP90Ms,
    stageTimeoutMs: row.stageTimeoutMs === null ? null : Number(row.stageTimeoutMs),
  };
}
