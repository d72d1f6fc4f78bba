import { defaultsOf } from '@flotilla/flatbuffer';
import type { Model, Tensor } from '../model';
import { editModelMetadata, readModelMetadata } from './model-metadata';
import { SubGraphMetadata, TensorMetadata } from './schema';

/** An input or output of the model's first subgraph, by its place in the list. */
export type Port = { readonly input: number } | { readonly output: number };

/**
 * The tensor at a port of the first subgraph.
 * @throws RangeError when there is none
 */
export function tensorAt(model: Model, port: Port): Tensor {
  const main = model.subgraphs[0];
  const tensor = 'input' in port ? main?.inputs[port.input] : main?.outputs[port.output];
  if (!tensor) throw new RangeError(`the model has no ${JSON.stringify(port)}`);
  return tensor;
}

/** What the metadata say of an input or output; undefined when they say nothing. */
export function tensorMetadata(model: Model, port: Port): TensorMetadata | undefined {
  const main = readModelMetadata(model)?.subgraphMetadata[0];
  return 'input' in port
    ? main?.inputTensorMetadata[port.input]
    : main?.outputTensorMetadata[port.output];
}

/** Changes what the metadata say of an input or output, and gives every other one its place beside it. */
export function editTensorMetadata(
  model: Model,
  port: Port,
  edit: (metadata: TensorMetadata) => TensorMetadata,
): void {
  tensorAt(model, port);
  editModelMetadata(model, (metadata) => {
    const [main = defaultsOf(SubGraphMetadata), ...others] = metadata.subgraphMetadata;
    return { ...metadata, subgraphMetadata: [editSubgraph(model, main, port, edit), ...others] };
  });
}

function editSubgraph(
  model: Model,
  metadata: SubGraphMetadata,
  port: Port,
  edit: (metadata: TensorMetadata) => TensorMetadata,
): SubGraphMetadata {
  const inputs = model.subgraphs[0]?.inputs ?? [];
  const outputs = model.subgraphs[0]?.outputs ?? [];
  const editAt = (list: TensorMetadata[], place: number | undefined) =>
    list.map((known, index) => (index === place ? edit(known) : known));
  return {
    ...metadata,
    inputTensorMetadata: editAt(
      complete(metadata.inputTensorMetadata, inputs),
      'input' in port ? port.input : undefined,
    ),
    outputTensorMetadata: editAt(
      complete(metadata.outputTensorMetadata, outputs),
      'output' in port ? port.output : undefined,
    ),
  };
}

/** Readers refuse lists of another length than the subgraph's own. */
function complete(known: readonly TensorMetadata[], tensors: readonly Tensor[]): TensorMetadata[] {
  return tensors.map(({ name }, index) => known[index] ?? { ...defaultsOf(TensorMetadata), name });
}
