import { alignUp } from '../align-up';
import type { FileModel } from '../schema/file-model';

/** What the format's own exporter aligns constants to. */
const ALIGNMENT_BYTES = 16;

/** Options of custom operators are small; LiteRT's tools look for larger ones outside only. */
const LARGE_OPTIONS_BYTES = 1024 ** 2;

/** Data that stand after the FlatBuffer, each once, and where. */
export type OutsideLayout = ReadonlyMap<Uint8Array, bigint>;

/** The data that a file of this form keeps outside: constants, and large options. Metadata stay where loaders look for them. */
export function outsideData(file: FileModel): Uint8Array[] {
  const { buffers = [], subgraphs = [] } = file;
  const metadata = metadataBuffers(file);
  const constants = buffers
    .filter(({ data }, index) => data.byteLength > 0 && !metadata.has(index))
    .map(({ data }) => data);
  const options = subgraphs
    .flatMap(({ operators = [] }) => operators)
    .flatMap(({ customOptions }) => customOptions ?? [])
    .filter(({ byteLength }) => byteLength >= LARGE_OPTIONS_BYTES);
  return [...new Set([...constants, ...options])];
}

function metadataBuffers({ metadata }: FileModel): ReadonlySet<number> {
  return new Set(metadata.map(({ buffer }) => buffer));
}

/** Any places, each another, as equal tables are written once: the FlatBuffer has the same length with any of them. */
export function placeholderLayout(data: readonly Uint8Array[]): OutsideLayout {
  return new Map(data.map((part, index) => [part, BigInt(2 + index)]));
}

/** Places one after another, behind a FlatBuffer of this length. */
export function layoutBehind(flatbufferBytes: number, data: readonly Uint8Array[]): OutsideLayout {
  const layout = new Map<Uint8Array, bigint>();
  let end = flatbufferBytes;
  for (const part of data) {
    const offset = alignUp(end, ALIGNMENT_BYTES);
    layout.set(part, BigInt(offset));
    end = offset + part.byteLength;
  }
  return layout;
}

/** The tables with the data of a layout moved out of them. */
export function moveOutside(file: FileModel, layout: OutsideLayout): FileModel {
  const metadata = metadataBuffers(file);
  return {
    ...file,
    buffers: (file.buffers ?? []).map((buffer, index) => {
      const offset = metadata.has(index) ? undefined : layout.get(buffer.data);
      if (offset === undefined) return buffer;
      return { data: new Uint8Array(0), offset, size: BigInt(buffer.data.byteLength) };
    }),
    subgraphs: (file.subgraphs ?? []).map((subgraph) => ({
      ...subgraph,
      operators: (subgraph.operators ?? []).map(({ customOptions, ...operator }) => {
        const offset = customOptions && layout.get(customOptions);
        if (customOptions === undefined || offset === undefined) {
          return { ...operator, ...(customOptions && { customOptions }) };
        }
        return {
          ...operator,
          largeCustomOptionsOffset: offset,
          largeCustomOptionsSize: BigInt(customOptions.byteLength),
        };
      }),
    })),
  };
}

/** Kernels read some bytes past a constant's end, which must not be where a mapped file's last page ends. */
const PADDING_BYTES = 64;

/** The file behind its FlatBuffer, with the gaps between the data. */
export function outsideParts(flatbufferBytes: number, layout: OutsideLayout): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let end = flatbufferBytes;
  for (const [data, offset] of layout) {
    parts.push(new Uint8Array(Number(offset) - end), data);
    end = Number(offset) + data.byteLength;
  }
  parts.push(new Uint8Array(PADDING_BYTES));
  return parts;
}
