import type { Outcome, Slot } from './journal';
import type { Artifact, Target, TargetVariant } from './target';

export type ArtifactRole = 'variant' | 'golden';

/** What the shell is to do next. Every step may be done again after a crash, with the same result. */
export type Step =
  | { readonly kind: 'download'; readonly role: ArtifactRole; readonly file: Artifact }
  | { readonly kind: 'verify'; readonly role: ArtifactRole; readonly file: Artifact }
  | { readonly kind: 'load'; readonly variant: TargetVariant; readonly delegate: string }
  | { readonly kind: 'self-test'; readonly variant: TargetVariant; readonly delegate: string }
  | { readonly kind: 'switch'; readonly slot: Slot }
  | { readonly kind: 'observe'; readonly slot: Slot }
  | { readonly kind: 'roll-back'; readonly to: Slot | null }
  | { readonly kind: 'report'; readonly target: Target; readonly outcome: Outcome }
  /** Every file of this model's that is not listed may go. */
  | { readonly kind: 'cleanup'; readonly keep: readonly string[] };

export type StepKind = Step['kind'];
