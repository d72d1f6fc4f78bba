import { ModelError } from '../errors';
import type { FileBuffer, FileModel, FileOperator } from '../schema/file-model';

/** Part of a file. */
export interface FileRange {
  readonly offsetBytes: number;
  readonly lengthBytes: number;
}

interface StatedRange {
  readonly offset: bigint;
  readonly size: bigint;
  readonly what: string;
}

/** Offsets 0 and 1 mean «inside»: writers use 1 as a placeholder. */
export function isOutside(offset: bigint): boolean {
  return offset > 1n;
}

/**
 * Where the tables say that data stand after the FlatBuffer, each range once and in the file's order. Ranges lie inside
 * the file and behind the FlatBuffer, and none overlaps another; several buffers may share one.
 * @throws ModelError `TRUNCATED`, `MALFORMED`
 */
export function outsideRanges(
  tables: FileModel,
  flatbufferBytes: number,
  sizeBytes: number,
): FileRange[] {
  const ranges = statedRanges(tables)
    .map((range) => checkBounds(range, sizeBytes))
    .sort((a, b) => a.offsetBytes - b.offsetBytes || a.lengthBytes - b.lengthBytes);
  const distinct: FileRange[] = [];
  let end = flatbufferBytes;
  for (const { what, ...range } of ranges) {
    const last = distinct.at(-1);
    if (last?.offsetBytes === range.offsetBytes && last.lengthBytes === range.lengthBytes) continue;
    if (range.offsetBytes < end) {
      throw new ModelError(
        'MALFORMED',
        `cannot read ${what}: its ${range.lengthBytes} bytes at ${range.offsetBytes} overlap what ends at ${end}`,
      );
    }
    distinct.push(range);
    end = range.offsetBytes + range.lengthBytes;
  }
  return distinct;
}

function statedRanges({ buffers = [], subgraphs = [] }: FileModel): StatedRange[] {
  const ofBuffers = buffers.map(({ offset, size, data }: FileBuffer, index) => {
    const what = `Model.buffers[${index}]`;
    if (isOutside(offset) && data.byteLength > 0) {
      throw new ModelError(
        'MALFORMED',
        `cannot read ${what}: its data stand both inside and outside`,
      );
    }
    return { offset, size, what };
  });
  const ofOperators = subgraphs.flatMap(({ operators = [] }, subgraph) =>
    operators.map((operator: FileOperator, index) => ({
      offset: operator.largeCustomOptionsOffset,
      size: operator.largeCustomOptionsSize,
      what: `the options of Model.subgraphs[${subgraph}].operators[${index}]`,
    })),
  );
  return [...ofBuffers, ...ofOperators].filter(
    ({ offset, size }) => isOutside(offset) && size > 0n,
  );
}

function checkBounds({ offset, size, what }: StatedRange, sizeBytes: number) {
  if (offset + size > BigInt(sizeBytes)) {
    throw new ModelError(
      'TRUNCATED',
      `cannot read ${what}: ${size} bytes at ${offset} of ${sizeBytes}`,
    );
  }
  return { offsetBytes: Number(offset), lengthBytes: Number(size), what };
}
