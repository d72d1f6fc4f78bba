import {
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  writeModel,
} from '@flotilla/tflite';

/** FILL: a vector whose length, 1000, is a constant or given as the input, and which the file calls (1,). */
export function fillModel({ dynamic }: { dynamic: boolean }): Uint8Array {
  const dims = makeTensor({ name: 'dims', type: 'INT32', shape: [1] });
  const value = makeTensor({
    name: 'value',
    type: 'FLOAT32',
    shape: [],
    buffer: { data: bytesOf(Float32Array.of(1)) },
  });
  const output = makeTensor({ name: 'y', type: 'FLOAT32', shape: [1] });
  if (!dynamic) dims.buffer = { data: bytesOf(Int32Array.of(1000)) };
  const fill = makeOperator({ code: 'FILL', inputs: [dims, value], outputs: [output] });
  return writeModel(
    makeModel({
      subgraphs: [
        makeSubgraph({ inputs: dynamic ? [dims] : [], outputs: [output], operators: [fill] }),
      ],
    }),
  );
}
