import { encode } from '@flotilla/flatbuffer';
import { writeArchive } from './archive/write-archive';
import { MAXIMUM_FLATBUFFER_BYTES } from './limits';
import type { Model } from './model';
import { bufferLocationOutside } from './metadata/buffer-location';
import { type FileModel, TFLITE_SCHEMA } from './schema/file-model';
import {
  layoutBehind,
  moveOutside,
  outsideData,
  outsideParts,
  placeholderLayout,
} from './writer/outside-layout';
import { tablesOf } from './writer/tables-of';

export interface WriteOptions {
  /**
   * Files from so many bytes on keep their constants after the FlatBuffer, where TensorFlow Lite 2.9 does not look for
   * them. Default: only what does not fit in it. 0: always.
   */
  readonly outsideFromBytes?: number;
}

/** Smaller files surely fit, whatever their tables take; of others it is measured. */
const SURELY_FITS_BYTES = 2 ** 29;

/** A buffer's length, table, place in the list and gap before it take no more. */
const BUFFER_OVERHEAD_BYTES = 48;

/**
 * Writes a model as a `.tflite` file. What is equal is written once; the same model always gives the same bytes.
 * @throws RangeError when the model is inconsistent (a reference out of its subgraph, a constant of the wrong size), or
 * larger than an array can be
 */
export function writeModel(model: Model, options: WriteOptions = {}): Uint8Array {
  const parts = writeModelParts(model, options);
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const file = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.byteLength;
  }
  return file;
}

/**
 * Like `writeModel`, as parts that make up the file one after another, and may be more than one array can hold.
 * Constants outside the FlatBuffer are the model's own arrays, not copies.
 */
export function writeModelParts(
  model: Model,
  { outsideFromBytes = Infinity }: WriteOptions = {},
): Uint8Array[] {
  const { file, estimatedBytes } = tablesOf(model);
  const parts =
    estimatedBytes < Math.min(outsideFromBytes, SURELY_FITS_BYTES)
      ? [encodeTables(file, estimatedBytes)]
      : measuredParts(model, outsideFromBytes);
  const { associatedFiles = [] } = model;
  if (associatedFiles.length > 0) {
    const startBytes = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
    parts.push(writeArchive(associatedFiles, startBytes));
  }
  return parts;
}

function measuredParts(model: Model, outsideFromBytes: number): Uint8Array[] {
  const metadata = [...model.metadata, bufferLocationOutside()];
  const { file: marked } = tablesOf({ ...model, metadata });
  const data = outsideData(marked);
  const flatbufferBytes = encodeTables(moveOutside(marked, placeholderLayout(data))).byteLength;
  const wholeBytes = data.reduce(
    (sum, { byteLength }) => sum + byteLength + BUFFER_OVERHEAD_BYTES,
    flatbufferBytes,
  );
  if (wholeBytes < Math.min(outsideFromBytes, MAXIMUM_FLATBUFFER_BYTES)) {
    return [encodeTables(tablesOf(model).file, wholeBytes)];
  }
  const layout = layoutBehind(flatbufferBytes, data);
  return [encodeTables(moveOutside(marked, layout)), ...outsideParts(flatbufferBytes, layout)];
}

function encodeTables(file: FileModel, sizeHintBytes?: number): Uint8Array {
  return encode(TFLITE_SCHEMA, file, {
    shareEqual: true,
    ...(sizeHintBytes !== undefined && { sizeHintBytes }),
  });
}
