export { acceptDesired, type DesiredVerdict, type Refusal, startWanted } from './accept-desired';
export { beginUpdate, type Capabilities } from './begin-update';
export { type Failure, type FailureCode, failureCodes, reasonInBrief } from './failure';
export { installedVariants } from './installed';
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
  updatePhases,
  withModel,
} from './journal';
export { keptDigests, nextStep } from './next-step';
export { planUpdate, remainingSteps } from './plan-update';
export { outcomeProgress, progressOf, refusalProgress } from './progress';
export { recover, recoveryTable } from './recovery';
export { requestRollBack, type RollBackVerdict } from './request-roll-back';
export { nextSession } from './session';
export { type ArtifactRole, type Step, type StepKind } from './step';
export { type Artifact, type Target, type TargetVariant } from './target';
export { type StepResult, transition, transitionLimit } from './transition';
export { type HeldWindow, WindowOutbox, type WindowOutboxOptions } from './window-outbox';
export { type WindowKey, WindowRecorder } from './window-recorder';
export { withoutActive } from './without-active';
