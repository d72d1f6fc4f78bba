import type { QuantizationReport } from '../quantization-report';
import { type Markup, markup } from './markup';
import { bytes, counted, percent } from './quantities';
import { bar, table } from './table';

interface Part {
  readonly what: string;
  readonly detail: string;
  readonly bytes: number;
}

/** Where the bytes of the file go. */
export function sizeSection({ sizeBreakdown, sizeBytes }: QuantizationReport): Markup {
  const { weightsByOperator, graphBytes, metadataBytes, associatedFileBytes } = sizeBreakdown;
  const parts: readonly Part[] = [
    ...weightsByOperator.map(({ operator, constants, bytes: size }) => ({
      what: operator,
      detail: counted(constants, 'constant'),
      bytes: size,
    })),
    { what: 'graph', detail: 'operators, tensors, names, scales', bytes: graphBytes },
    { what: 'metadata', detail: '', bytes: metadataBytes },
    { what: 'packed files', detail: '', bytes: associatedFileBytes },
  ].filter((part) => part.bytes > 0);
  return markup`<section><h2>Size</h2><p class="note">The ${bytes(sizeBytes.after)} of the file: constants by the kind of operator that reads them first, and all else.</p>${table<Part>(
    [
      { head: 'part', cell: ({ what }) => what },
      { head: '', cell: ({ detail }) => markup`<span class="note">${detail}</span>` },
      { head: 'bytes', kind: 'number', cell: (part) => part.bytes.toLocaleString('en-US') },
      { head: 'share', kind: 'number', cell: (part) => percent(part.bytes / sizeBytes.after) },
      { head: '', cell: (part) => bar(part.bytes / sizeBytes.after) },
    ],
    parts,
  )}</section>`;
}
