/** Offsets in a FlatBuffer are signed 32-bit. */
export const MAXIMUM_FILE_BYTES = 2 ** 31 - 1;

/** Runtimes build an interpreter's state for each subgraph up front; real models have a handful, converted loops dozens. */
export const MAXIMUM_SUBGRAPHS = 4096;

/** Kernels compute flat sizes and offsets in `int`. */
export const MAXIMUM_ELEMENTS = 2 ** 31 - 1;

/** Tensors of rank over 8 are refused by every kernel; the margin lets such a model be looked at. */
export const MAXIMUM_RANK = 16;
