import { deviceStates, isFinal } from '@flotilla/rollout';
import { columnOf } from './rollout-columns';

/** Columns' values of devices that have not come to an end in their rollout. */
export const underWayColumns = deviceStates.filter((state) => !isFinal(state)).map(columnOf);

export const committedColumns = [columnOf('succeeded'), columnOf('already-installed')];

export const unsuccessfulColumns = [
  columnOf('failed'),
  columnOf('rejected'),
  columnOf('rolled-back'),
];
