export {
  acceptDesired,
  type DesiredVerdict,
  type Refusal,
  startWanted,
} from './update/accept-desired';
export type { Capabilities } from './update/begin-update';
export { type Failure, type FailureCode, failureCodes, reasonInBrief } from './update/failure';
export { installedVariants } from './update/installed';
export {
  emptyJournal,
  type Journal,
  type ModelJournal,
  modelJournal,
  type Outcome,
  parseJournal,
  type Slot,
  type Update,
  type UpdatePhase,
  withModel,
} from './update/journal';
export { keptDigests, nextStep } from './update/next-step';
export { progressOf, refusalProgress } from './update/progress';
export { recover } from './update/recovery';
export { remainingSteps } from './update/remaining-steps';
export { requestRollBack, type RollBackVerdict } from './update/request-roll-back';
export { nextSession } from './session';
export { type ArtifactRole, type Step, type StepKind } from './update/step';
export { type Artifact, type Target, type TargetVariant } from './update/target';
export { type StepResult, transition } from './update/transition';
export { type HeldWindow, WindowOutbox, type WindowOutboxOptions } from './windows/window-outbox';
export { type WindowKey, WindowRecorder } from './windows/window-recorder';
export { withoutActive } from './update/without-active';
