/** Offsets in a FlatBuffer are signed 32-bit; what stands behind it may be larger. */
export const MAXIMUM_FLATBUFFER_BYTES = 2 ** 31 - 1;

/** What the files packed behind a model may unpack to; labels take kilobytes, vocabularies megabytes. */
export const MAXIMUM_ASSOCIATED_BYTES = 2 ** 28;

/** Runtimes build an interpreter's state for each subgraph up front; real models have a handful, converted loops dozens. */
export const MAXIMUM_SUBGRAPHS = 4096;

/** Kernels compute flat sizes and offsets in `int`. */
export const MAXIMUM_ELEMENTS = 2 ** 31 - 1;

/** Tensors of rank over 8 are refused by every kernel; the margin lets such a model be looked at. */
export const MAXIMUM_RANK = 16;
