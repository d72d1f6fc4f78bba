import { CodedError } from '@flotilla/foundation';
import { elementCount } from '@flotilla/tflite';
import { elementBytes, type ElementType } from '../elements/element-type';
import type { EvaluationErrorCode } from '../errors';
import { npyTypes } from './npy-type';

/** Of numpy's `numpy/lib/format.py`: magic, two bytes of version, the length of a Python dictionary, that dictionary. */
export interface NpyHeader {
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Where the elements begin. */
  readonly dataOffset: number;
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

/** numpy's own limit on what it evaluates (`_MAX_HEADER_SIZE`) is 10,000. */
const headerLimitBytes = 10_000;

/** Magic, version and length before the dictionary. */
export const longestNpyHeaderBytes = 12 + headerLimitBytes;

/** numpy's NPY_MAXDIMS before version 2. */
const rankLimit = 32;

/**
 * @param file its beginning, `longestNpyHeaderBytes` long where it has so many
 * @throws CodedError `NPY_INVALID`, `NPY_UNSUPPORTED`
 */
export function readNpyHeader(file: Uint8Array): NpyHeader {
  if (file.byteLength < 12 || magic.some((byte, at) => file[at] !== byte)) {
    throw invalid('The file does not begin like a .npy file (\\x93NUMPY)');
  }
  const { text, dataOffset } = readText(file);
  const descriptor = /'descr'\s*:\s*'([^']{1,16})'/.exec(text)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const dimensions = /'shape'\s*:\s*\(([-\d\s,L]*)\)/.exec(text)?.[1];
  if (order === undefined || dimensions === undefined || !text.includes("'descr'")) {
    throw invalid('The header of the .npy file lacks descr, fortran_order or shape');
  }
  if (order === 'True') {
    throw unsupported(
      'The array is stored in Fortran order; save numpy.ascontiguousarray(array) instead',
    );
  }
  return { type: readType(descriptor), shape: readShape(dimensions), dataOffset };
}

/** Bytes that the elements take. */
export function dataLength({ type, shape }: NpyHeader): number {
  return elementBytes[type] * elementCount(shape);
}

function readText(file: Uint8Array): { text: string; dataOffset: number } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const major = view.getUint8(6);
  if (major < 1 || major > 3)
    throw unsupported(`The .npy file has version ${major}; 1, 2 and 3 are read`);
  const start = major === 1 ? 10 : 12;
  const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const dataOffset = start + length;
  if (length > headerLimitBytes || dataOffset > file.byteLength) {
    throw invalid(
      `The .npy file's header of ${length} bytes is longer than the file or than ${headerLimitBytes}`,
    );
  }
  return { text: String.fromCharCode(...file.subarray(start, dataOffset)), dataOffset };
}

function readType(descriptor: string | undefined): ElementType {
  const [, order, code] = /^([<|=>])(\w+)$/.exec(descriptor ?? '') ?? [];
  const type = npyTypes[code ?? ''];
  if (type === undefined) {
    throw unsupported(
      `Arrays of numpy type ${descriptor ?? 'other than plain numbers'} are not read; save one of ${Object.keys(npyTypes).join(', ')}`,
    );
  }
  if (order === '>' && elementBytes[type] > 1) {
    throw unsupported(
      `The array is big endian (${descriptor}); save array.astype('<${code}') instead`,
    );
  }
  return type;
}

function readShape(text: string): number[] {
  const shape = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => Number(part.replace(/L$/, '')));
  const usable =
    shape.length <= rankLimit &&
    shape.every((dimension) => Number.isSafeInteger(dimension) && dimension >= 0);
  if (!usable || !Number.isSafeInteger(elementCount(shape) * 8)) {
    throw invalid(`The .npy file's shape (${text.trim().slice(0, 100)}) is not usable`);
  }
  return shape;
}

function invalid(message: string): CodedError<EvaluationErrorCode> {
  return new CodedError<EvaluationErrorCode>('NPY_INVALID', message);
}

function unsupported(message: string): CodedError<EvaluationErrorCode> {
  return new CodedError<EvaluationErrorCode>('NPY_UNSUPPORTED', message);
}
