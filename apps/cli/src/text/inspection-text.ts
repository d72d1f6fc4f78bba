import type {
  Normalization,
  QuantizationDetails,
  TensorDetails,
  TensorSummary,
} from '@flotilla/tflite';
import type { Inspection, MemoryUse } from '../model/inspection';
import { delegatesText } from './delegates-text';
import { oneLine } from './one-line';
import { bytes, share, shaped } from './quantities';
import { table } from './table';

/** A model, for people. */
export function inspectionText(inspection: Inspection): string {
  return [
    ...overview(inspection),
    '',
    table(
      ['operator', 'version', 'count'],
      inspection.operators.map(({ name, custom, version, count }) => [
        custom ? `${JSON.stringify(name)} (custom)` : name,
        version,
        count,
      ]),
    ),
    '',
    table(
      ['tensors', 'quantized', 'count', 'constants', 'bytes'],
      tensorGroups(inspection.tensors),
    ),
    '',
    table(['file', 'bytes', ''], sizes(inspection)),
    '',
    ...inspection.memory.flatMap(memoryLines),
    '',
    'delegates, by their sources and documentation:',
    delegatesText(inspection.delegates),
  ]
    .join('\n')
    .trimEnd();
}

/** Every tensor of a model in a line of its own. */
export function tensorsText({ tensors, subgraphCount }: Inspection): string {
  const isOne = subgraphCount === 1;
  return table(
    [...(isOne ? [] : ['subgraph']), 'tensor', 'type', 'bytes', 'quantization', 'name'],
    tensors.map((tensor) => [
      ...(isOne ? [] : [tensor.subgraph]),
      tensor.index,
      shaped(tensor.type, tensor.shape),
      tensor.constantBytes?.toLocaleString('en-US') ?? (tensor.isVariable ? 'state' : ''),
      quantizationText(tensor.quantization),
      JSON.stringify(tensor.name),
    ]),
  );
}

function overview(inspection: Inspection): string[] {
  const { path, sizeBytes, weightBytes, parameterCount, isQuantized, hasOutsideData } = inspection;
  return [
    `${path}: ${bytes(sizeBytes)}, ${bytes(weightBytes)} of weights, ${parameterCount.toLocaleString('en-US')} parameters${isQuantized ? ', quantized' : ''}`,
    ...(hasOutsideData
      ? ['constants stand outside the FlatBuffer, where older runtimes do not look for them']
      : []),
    ...about(inspection),
    ...inspection.inputs.map((input, index) =>
      port('input   ', input, normalizationText(inspection, index)),
    ),
    ...inspection.outputs.map((output, index) =>
      port('output  ', output, labelsText(inspection, index)),
    ),
    ...inspection.signatures.map(
      ({ key, inputs, outputs }) =>
        `signature ${JSON.stringify(key)}: ${names(inputs)} → ${names(outputs)}`,
    ),
    ...inspection.metadata.map(
      ({ name, sizeBytes: size, text }) =>
        `metadata ${JSON.stringify(name)}: ${text === undefined ? bytes(size) : JSON.stringify(text)}`,
    ),
    ...inspection.associatedFiles.map(
      ({ name, sizeBytes: size }) => `packed file ${JSON.stringify(name)}: ${bytes(size)}`,
    ),
  ];
}

function about({ modelMetadata, description }: Inspection): string[] {
  if (modelMetadata && 'unreadable' in modelMetadata) {
    return [oneLine(`metadata are not shown: ${modelMetadata.unreadable}`)];
  }
  const texts = [
    modelMetadata?.name,
    modelMetadata?.version && `version ${modelMetadata.version}`,
    modelMetadata?.description === undefined || modelMetadata.description === ''
      ? description
      : modelMetadata.description,
    modelMetadata?.author && `by ${modelMetadata.author}`,
    modelMetadata?.license,
  ].filter((text) => text !== undefined && text !== '');
  return texts.length > 0 ? [`about   ${oneLine(texts.join('; '))}`] : [];
}

function port(label: string, { name, type, shape, quantization }: TensorSummary, more: string) {
  const scale = quantization?.scale[0];
  const parameters =
    scale === undefined ? '' : `, scale ${scale}, zero point ${quantization?.zeroPoint[0] ?? 0}`;
  return `${label}${JSON.stringify(name)} ${shaped(type, shape)}${parameters}${more}`;
}

function normalizationText({ modelMetadata }: Inspection, input: number): string {
  if (!modelMetadata || 'unreadable' in modelMetadata) return '';
  const normalization = modelMetadata.inputs[input]?.normalization;
  return normalization ? `, normalized by ${formula(normalization)}` : '';
}

function formula({ mean, std }: Normalization): string {
  const values = (list: readonly number[]): string => {
    // Float32 has seven digits that mean something.
    const texts = list.map((value) => String(Number(value.toPrecision(7))));
    return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
  };
  return `(x − ${values(mean)}) / ${values(std)}`;
}

const shownLabels = 3;

function labelsText({ modelMetadata }: Inspection, output: number): string {
  if (!modelMetadata || 'unreadable' in modelMetadata) return '';
  const labels = modelMetadata.outputs[output]?.labels;
  if (!labels) return '';
  const more = labels.length > shownLabels ? ', …' : '';
  return `, ${labels.length} labels: ${names(labels.slice(0, shownLabels))}${more}`;
}

function names(list: readonly string[]): string {
  return list.map((name) => JSON.stringify(name)).join(', ');
}

/** Tensors by type and by how they are quantized. */
function tensorGroups(tensors: readonly TensorDetails[]): (string | number)[][] {
  const groups = new Map<string, { count: number; constants: number; sizeBytes: number }>();
  for (const { type, quantization, constantBytes } of tensors) {
    const key = `${type} ${quantization?.kind ?? ''}`;
    const group = groups.get(key) ?? { count: 0, constants: 0, sizeBytes: 0 };
    group.count++;
    if (constantBytes !== null) group.constants++;
    group.sizeBytes += constantBytes ?? 0;
    groups.set(key, group);
  }
  return [...groups]
    .sort(([, a], [, b]) => b.sizeBytes - a.sizeBytes || b.count - a.count)
    .map(([key, { count, constants, sizeBytes }]) => [
      ...key.split(' '),
      count,
      constants,
      sizeBytes.toLocaleString('en-US'),
    ]);
}

function quantizationText(details: QuantizationDetails | null): string {
  if (!details) return '';
  const { kind, scaleCount, scaleMin, scaleMax, zeroPointMin, quantizedDimension } = details;
  const scale = (value: number | null): string => value?.toPrecision(4) ?? '';
  switch (kind) {
    case 'per-tensor':
      return `${scale(scaleMin)} × (q − ${zeroPointMin ?? 0})`;
    case 'per-channel':
      return `${scaleCount} scales along ${quantizedDimension}, ${scale(scaleMin)} – ${scale(scaleMax)}`;
    case 'blockwise':
      return `blocks of ${details.blockSize ?? 0}`;
  }
}

function sizes({ sizeBytes, size }: Inspection): (string | number)[][] {
  const line = (what: string, part: number) => [
    what,
    part.toLocaleString('en-US'),
    share(part, sizeBytes),
  ];
  const read = size.weightsByOperator.reduce((sum, { bytes: part }) => sum + part, 0);
  const unread = size.weightBytes - read;
  return [
    ...size.weightsByOperator.map(({ operator, bytes: part }) =>
      line(`constants of ${operator}`, part),
    ),
    ...(unread > 0 ? [line('constants that no operator reads', unread)] : []),
    line('names, scales and graph', size.graphBytes),
    ...(size.metadataBytes > 0 ? [line('metadata', size.metadataBytes)] : []),
    ...(size.associatedFileBytes > 0 ? [line('packed files', size.associatedFileBytes)] : []),
  ];
}

function memoryLines(use: MemoryUse | null, index: number, all: readonly unknown[]): string[] {
  const where = all.length > 1 ? ` of subgraph ${index}` : '';
  if (!use) return [`memory${where} is not planned: it has too many tensors`];
  const { arenaBytes, peakBytes, peakOperator, stateBytes } = use;
  const place = peakOperator
    ? `; most live at operator ${peakOperator.index} (${oneLine(peakOperator.operator)}), ${bytes(peakBytes)}`
    : '';
  const state = stateBytes > 0 ? ` and ${bytes(stateBytes)} of state` : '';
  return [`memory${where}: ${bytes(arenaBytes)} of activations${state}${place}`];
}
