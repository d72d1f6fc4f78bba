/** What commands may touch of the process; tests and other shells bring their own. */
export interface CliContext {
  /** Results: one line, without its end. */
  readonly print: (line: string) => void;
  /** Remarks that are no result: one line. */
  readonly note: (line: string) => void;
  /** Redraws the one line of progress on a terminal; `undefined` where nobody looks at it. */
  readonly drawProgress: ((line: string) => void) | undefined;
  /** Monotonic. */
  readonly nowMs: () => number;
}
