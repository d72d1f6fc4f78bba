export {
  decideRollout,
  type RolloutDecision,
  type RolloutSnapshot,
  type RolloutState,
  type StageEvaluation,
} from './decide-rollout';
export {
  type DeviceOutcome,
  type DevicePosition,
  type DeviceState,
  deviceStates,
  isFinal,
  moveByReport,
  type ReportedMove,
} from './device-state';
export { type Finding, type Verdict } from './evidence';
export { type Gates, type VariantEvidence } from './gates';
export { assignStages } from './stage-assignment';
