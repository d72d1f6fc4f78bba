/** One measured thing and its bar, on one side. */
export type Figure = FigureFacts &
  (
    | { readonly atMost: number; readonly atLeast?: never }
    | { readonly atLeast: number; readonly atMost?: never }
  );

export interface FigureFacts {
  readonly name: string;
  readonly unit: string;
  /** One a run. */
  readonly values: readonly number[];
  /** What could not be measured, and why; with anything in it the figure is a miss. */
  readonly missing?: readonly string[];
  /** Where the value was found. */
  readonly note?: string;
}

export interface JudgedFigure {
  readonly name: string;
  /** The median; `null` where nothing could be measured. */
  readonly value: number | null;
  readonly unit: string;
  readonly bar: string;
  readonly pass: boolean;
  readonly runs: number;
  readonly spread: readonly number[];
  readonly missing: readonly string[];
  readonly note?: string;
  readonly machine: string;
}

export function median(values: readonly number[]): number | null;
export function judge(figure: Figure, machine: string): JudgedFigure;
