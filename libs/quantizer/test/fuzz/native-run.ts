/** A file to be run once by native TensorFlow Lite. */
export interface NativeRun {
  /** Of the case. */
  readonly number: number;
  readonly file: Uint8Array;
  readonly delegate: 'cpu' | 'xnnpack';
}

/** `outcome` is `ran` or the code of a refusal; `fault` is what has no code. */
export type NativeAnswer = { readonly outcome: string } | { readonly fault: string };
