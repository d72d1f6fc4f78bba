export type EvaluationErrorCode =
  /** The bytes are not a `.npy` file, or one that lies about its length. */
  | 'NPY_INVALID'
  /** A valid `.npy` file of a kind that is not read: objects, big endian, Fortran order, an exotic type. */
  | 'NPY_UNSUPPORTED'
  /** The bytes are not a `.npz` archive of arrays, or it is too large. */
  | 'NPZ_INVALID'
  /** An input of the model has no array, or an array belongs to no input. */
  | 'DATASET_INPUTS'
  /** An array's shape is not that of the model's input. */
  | 'DATASET_SHAPE'
  /** An array's element type cannot be given to the model's input. */
  | 'DATASET_TYPE'
  /** A normalization that does not fit an array's channels, or gives no numbers. */
  | 'DATASET_NORMALIZATION'
  /** There is not one sample. */
  | 'DATASET_EMPTY'
  /** An array holds NaN or infinity. */
  | 'DATASET_NOT_FINITE'
  /** Labels that are not class indexes, or not as many as the samples. */
  | 'LABELS_INVALID'
  /** The model's outputs cannot be judged or stored in the way asked for. */
  | 'OUTPUT_UNSUITABLE';
