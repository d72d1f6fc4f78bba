import type { DelegateName } from '@flotilla/evaluation';
import type { Bindings, Handle } from '../bindings';

/** A native delegate that one interpreter uses; freed after that interpreter. */
export interface NativeDelegate {
  readonly handle: Handle;
  delete(): void;
}

/** One way of running a model's operators. */
export interface Delegate {
  readonly name: DelegateName;
  /** `undefined`: nothing is delegated, the interpreter's own kernels run. */
  create(c: Bindings, options: { readonly threads: number }): NativeDelegate | undefined;
}
