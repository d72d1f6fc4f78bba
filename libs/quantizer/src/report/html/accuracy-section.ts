import type { ComparedTensor } from '@flotilla/evaluation';
import type { MeasuredProof } from '../../verify/proof';
import type { QuantizationReport } from '../quantization-report';
import { errorPlot, type PlottedTensor } from './error-plot';
import { type Markup, markup } from './markup';
import { counted, snr } from './quantities';
import { type Column, table } from './table';

/** How many tensors are listed before the rest is folded away. */
const WORST = 10;

export function accuracySection({ proof, operators }: QuantizationReport): Markup {
  if (proof.status === 'unknown') {
    return markup`<section><h2>Accuracy</h2><p>Unknown: ${proof.reason}.</p></section>`;
  }
  const kinds = new Map(operators.map(({ output, operator }) => [output, operator]));
  const tensors = proof.tensors.map((tensor): PlottedTensor => ({
    ...tensor,
    operator: kinds.get(tensor.name) ?? 'operator',
  }));
  return markup`<section><h2>Accuracy</h2><p class="note">${basis(proof)}</p>${table(OUTPUTS, proof.outputs)}</section>${tensors.length > 0 ? tensorsSection(tensors, proof) : ''}`;
}

function basis({ runtime, heldOut, reference, outputs }: MeasuredProof): string {
  const samples = counted(outputs[0]?.samples ?? 0, 'sample');
  const origin = heldOut
    ? 'that no range and no weight was made from'
    : 'that calibration used too, for want of others';
  const float = reference === 'given' ? 'the model as given' : 'the float model as prepared';
  return `Measured beside ${float} on ${samples} ${origin}, in ${runtime.name} ${runtime.version}.`;
}

function tensorsSection(tensors: readonly PlottedTensor[], proof: MeasuredProof): Markup {
  const ranked = tensors
    .filter(({ snrDb }) => snrDb !== null)
    .sort((left, right) => (left.snrDb ?? 0) - (right.snrDb ?? 0));
  const rest = proof.unmatchedTensors;
  return markup`<section><h2>Layer by layer</h2><p class="note">Signal-to-noise ratio of each activation beside the float model’s, on ${counted(tensors[0]?.samples ?? 0, 'sample')}; a pointer over a bar shows its name.${rest > 0 ? ` ${counted(rest, 'activation')} of the float model without a counterpart.` : ''}</p>${errorPlot(tensors)}<h3>Furthest from float</h3>${table(TENSORS, ranked.slice(0, WORST))}${tensors.length > WORST ? markup`<details><summary>All ${tensors.length} activations, in order of execution</summary>${table(TENSORS, tensors)}</details>` : ''}</section>`;
}

const FIGURES: readonly Column<ComparedTensor>[] = [
  { head: 'SNR', kind: 'number', cell: snr },
  { head: 'cosine', kind: 'number', cell: ({ cosine }) => cosine?.toFixed(5) ?? '–' },
  {
    head: 'max error',
    kind: 'number',
    cell: ({ maxAbsoluteError }) => maxAbsoluteError.toPrecision(3),
  },
];

const OUTPUTS: readonly Column<ComparedTensor>[] = [
  { head: 'output', kind: 'name', cell: ({ name }) => name },
  ...FIGURES,
  {
    head: 'KL (nats)',
    kind: 'number',
    cell: ({ klDivergence }) => klDivergence?.toPrecision(3) ?? '–',
  },
  {
    head: 'same top-1',
    kind: 'number',
    cell: ({ top1Agreement }) =>
      top1Agreement === null ? '–' : `${top1Agreement.successes} of ${top1Agreement.count}`,
  },
  { head: 'samples', kind: 'number', cell: ({ samples }) => samples },
  { head: 'values', kind: 'number', cell: ({ values }) => values.toLocaleString('en-US') },
];

const TENSORS: readonly Column<PlottedTensor>[] = [
  { head: 'activation', kind: 'name', cell: ({ name }) => name },
  { head: 'operator', cell: ({ operator }) => operator },
  { head: 'type', cell: ({ type }) => type },
  ...FIGURES,
];
