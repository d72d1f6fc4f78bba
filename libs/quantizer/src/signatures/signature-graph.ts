import {
  calledSubgraphs,
  cloneModel,
  type Model,
  type Signature,
  type Subgraph,
} from '@flotilla/tflite';
import { quantizerError } from '../errors';

/** @throws CodedError `SIGNATURE_UNUSABLE` when the model has no such signature */
export function signatureOf({ signatures }: Model, key: string): Signature {
  const found = signatures.find((signature) => signature.key === key);
  if (found !== undefined) return found;
  const known = signatures.map((signature) => signature.key).join(', ');
  throw quantizerError(
    'SIGNATURE_UNUSABLE',
    `The model has no signature ${key}; ${known === '' ? 'it has none at all' : `it has ${known}`}`,
  );
}

/**
 * The same model with another graph in the place of the main one, which runtimes run; tensors and operators are shared.
 * @throws CodedError `SIGNATURE_UNUSABLE` when an operator calls one of the two by its place
 */
export function withMainGraph(model: Model, graph: Subgraph): Model {
  const { subgraphs } = model;
  const [main] = subgraphs;
  const index = subgraphs.indexOf(graph);
  if (main === undefined || index === -1) throw new TypeError('the graph is not of this model');
  if (index === 0) return model;
  const called = subgraphs.flatMap(({ operators }) =>
    operators.flatMap(({ options }) => calledSubgraphs(options)),
  );
  if (called.includes(0) || called.includes(index)) {
    throw quantizerError(
      'SIGNATURE_UNUSABLE',
      `The graph ${graph.name} cannot be run alone: an operator of another graph calls it`,
    );
  }
  return { ...model, subgraphs: subgraphs.with(0, graph).with(index, main) };
}

/**
 * A copy of the model that takes a signature's inputs, under the signature's names, in the order of its graph: what data
 * for the signature have to fit.
 * @throws CodedError `SIGNATURE_UNUSABLE`
 */
export function signatureModel(original: Model, key: string): Model {
  const { model } = cloneModel(original);
  const { subgraph, inputs } = signatureOf(model, key);
  for (const { name, tensor } of inputs) tensor.name = name;
  return withMainGraph(model, subgraph);
}

/** The main graph and those of signatures: what a program can run. */
export function entryGraphs({ subgraphs, signatures }: Model): ReadonlySet<Subgraph> {
  return new Set([...subgraphs.slice(0, 1), ...signatures.map(({ subgraph }) => subgraph)]);
}
