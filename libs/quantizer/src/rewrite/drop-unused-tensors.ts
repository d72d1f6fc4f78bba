import { referencedTensors } from '@flotilla/tflite';
import type { Rewrite } from './rewrite';

/** Removes tensors that nothing reads or writes any more, and with them their buffers. */
export const dropUnusedTensors: Rewrite = {
  name: 'drop-unused-tensors',
  apply({ subgraph }) {
    const used = referencedTensors(subgraph);
    const kept = subgraph.tensors.filter((tensor) => used.has(tensor));
    const dropped = subgraph.tensors.length - kept.length;
    subgraph.tensors = kept;
    return dropped;
  },
};
