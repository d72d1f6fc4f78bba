import type { Model, Tensor } from '@flotilla/tflite';
import type { PortOutcome, PortOutcomes } from './quantization-report';

/** Of the rewritten model. */
export function portOutcomes({ subgraphs: [main] }: Model): PortOutcomes {
  return {
    inputs: (main?.inputs ?? []).map(portOutcome),
    outputs: (main?.outputs ?? []).map(portOutcome),
  };
}

function portOutcome({ name, type, quantization }: Tensor): PortOutcome {
  const [scale] = quantization?.scale ?? [];
  const [zeroPoint] = quantization?.zeroPoint ?? [];
  if (scale === undefined || zeroPoint === undefined) return { name, type };
  return { name, type, scale, zeroPoint: Number(zeroPoint) };
}
