import type { Model, Tensor } from '@flotilla/tflite';
import type { PortOutcome, PortOutcomes } from './quantization-report';

/** Of the rewritten model. */
export function portOutcomes({ subgraphs: [main] }: Model): PortOutcomes {
  return {
    inputs: (main?.inputs ?? []).map(portOutcome),
    outputs: (main?.outputs ?? []).map(portOutcome),
  };
}

function portOutcome({ name, type, shape, shapeSignature, quantization }: Tensor): PortOutcome {
  const port = { name, type, shape: shapeSignature ?? shape };
  const [scale] = quantization?.scale ?? [];
  const [zeroPoint] = quantization?.zeroPoint ?? [];
  if (scale === undefined || zeroPoint === undefined) return port;
  return { ...port, scale, zeroPoint: Number(zeroPoint) };
}
