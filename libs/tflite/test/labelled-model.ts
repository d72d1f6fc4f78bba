import {
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Model,
  optionsOf,
} from '@flotilla/tflite';

/** An image of three channels in, three scores and a box out. */
export function classifier(): Model {
  const image = makeTensor({ name: 'image', type: 'FLOAT32', shape: [1, 2, 2, 3] });
  const scores = makeTensor({ name: 'scores', type: 'FLOAT32', shape: [1, 3] });
  const boxes = makeTensor({ name: 'boxes', type: 'FLOAT32', shape: [1, 4] });
  const dense = (name: string, output: typeof scores) =>
    makeOperator({
      code: 'FULLY_CONNECTED',
      inputs: [
        image,
        makeTensor({
          name,
          type: 'FLOAT32',
          shape: [output.shape[1] ?? 0, 12],
          buffer: { data: bytesOf(new Float32Array(12 * (output.shape[1] ?? 0))) },
        }),
        null,
      ],
      outputs: [output],
      options: optionsOf('FullyConnectedOptions'),
    });
  const operators = [dense('score weights', scores), dense('box weights', boxes)];
  return makeModel({
    subgraphs: [makeSubgraph({ inputs: [image], outputs: [scores, boxes], operators })],
  });
}
