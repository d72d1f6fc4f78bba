import type { TensorSpec } from '@flotilla/evaluation';
import type { RuntimeErrorCode } from '../errors';

/** What can be asked of the process that runs models, about one model. */
export interface LitertCommands {
  load: LoadCommand;
  /** Little-endian bytes of each input, in order. */
  invoke: readonly Uint8Array[];
  close: undefined;
}

export interface LitertResults {
  load: ModelSpecs;
  /** Little-endian bytes of each output, in order. */
  invoke: Uint8Array[];
  close: undefined;
}

export interface LoadCommand {
  readonly file: Uint8Array;
  readonly batch: number | undefined;
  readonly memoryLimitBytes: number;
}

export interface ModelSpecs {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
}

export type LitertCommand = keyof LitertCommands;

export type LitertRequest = {
  [Kind in LitertCommand]: {
    readonly id: number;
    readonly kind: Kind;
    /** Its number, which the asking side gives. */
    readonly model: number;
    readonly body: LitertCommands[Kind];
  };
}[LitertCommand];

/** The answer to the request of the same id. */
export type LitertReply =
  | { readonly id: number; readonly result: LitertResults[LitertCommand] }
  | { readonly id: number; readonly fault: LitertFault };

export interface LitertFault {
  readonly code: RuntimeErrorCode;
  readonly message: string;
}
