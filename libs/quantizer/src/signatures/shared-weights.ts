import { isFloatConstant, type Buffer, type Model } from '@flotilla/tflite';

/** Smaller constants may be equal by chance, and cost little twice. */
const FEWEST_BYTES = 4096;

/** Whether weights serve several graphs of a model. */
export function sharesWeights({ subgraphs }: Model): boolean {
  const seen = new Set<Buffer>();
  for (const { tensors } of subgraphs) {
    const own = new Set(
      tensors.flatMap((tensor) => (isFloatConstant(tensor) ? (tensor.buffer ?? []) : [])),
    );
    for (const buffer of own) {
      if (buffer.data.byteLength >= FEWEST_BYTES && seen.has(buffer)) return true;
      seen.add(buffer);
    }
  }
  return false;
}
