import { setStatistics, statisticsOf, type Model, type Port, type Tensor } from '@flotilla/tflite';
import { roundHalfEven } from '../numerics/round-half-even';

const LIMITS: Readonly<Record<string, readonly [lowest: number, highest: number]>> = {
  INT8: [-128, 127],
  UINT8: [0, 255],
  INT16: [-32768, 32767],
};

/** Ranges in `TFLITE_METADATA` are of values as they are stored: those of ports that became integers become so too. */
export function restateStatistics(
  model: Model,
  before: { readonly inputs: readonly Tensor[]; readonly outputs: readonly Tensor[] },
): void {
  const [main] = model.subgraphs;
  main?.inputs.forEach((tensor, input) => {
    if (tensor !== before.inputs[input]) restate(model, { input }, tensor);
  });
  main?.outputs.forEach((tensor, output) => {
    if (tensor !== before.outputs[output]) restate(model, { output }, tensor);
  });
}

function restate(model: Model, port: Port, { type, quantization }: Tensor): void {
  const known = statisticsOf(model, port);
  const limits = LIMITS[type];
  const scale = quantization?.scale[0];
  if (known === undefined || limits === undefined || scale === undefined) return;
  if (known.min.length === 0 || known.max.length === 0) return;
  const [lowest, highest] = limits;
  const zeroPoint = Number(quantization?.zeroPoint[0] ?? 0n);
  const quantized = (value: number): number =>
    Math.min(highest, Math.max(lowest, roundHalfEven(value / scale) + zeroPoint));
  const [min, max] = [known.min, known.max].map((values) => values.map(quantized));
  setStatistics(model, port, { min: min ?? [], max: max ?? [] });
}
