export type RuntimeErrorCode =
  /** No TensorFlow Lite library for this platform, or it cannot be loaded. */
  | 'RUNTIME_LIBRARY_MISSING'
  /** The library loads but is not one that these bindings know: another version, or a symbol is absent. */
  | 'RUNTIME_LIBRARY_INCOMPATIBLE'
  /** The bytes are not a valid TFLite model. */
  | 'MODEL_INVALID'
  /** A valid model that this runtime cannot run: an operator or a version of one that it lacks. */
  | 'MODEL_UNSUPPORTED'
  /** Its tensors would take more memory than is allowed. */
  | 'MODEL_TOO_LARGE'
  /** The model's batch is fixed and is not the one asked for. */
  | 'BATCH_FIXED'
  /** This machine has no such delegate. */
  | 'DELEGATE_UNAVAILABLE'
  /** The delegate is there but does not take this model. */
  | 'DELEGATE_REFUSED'
  /** The runtime does not run a model on as many threads. */
  | 'THREADS_UNAVAILABLE'
  /** The inputs are not as many, or not as long, as the model's. */
  | 'INPUT_MISMATCH'
  /** The model failed while running. */
  | 'INVOKE_FAILED'
  /** The interpreter was closed before the invocation began. */
  | 'INTERPRETER_CLOSED'
  /** The process that ran the model ended, by itself or by the system; another is started for the next model. */
  | 'RUNTIME_CRASHED';
