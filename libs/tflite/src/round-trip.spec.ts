import { isDeepStrictEqual } from 'node:util';
import { EVERY_OPTIONS, filledLimit } from '../test/filled-options';
import { denseModel, elaborateModel } from '../test/sample-model';
import { makeModel, makeOperator, makeSubgraph, makeTensor } from './make';
import { readModel } from './read-model';
import { optionsOf } from './schema';
import { writeModel } from './write-model';

describe('readModel(writeModel())', () => {
  it.each([
    ['a plain model', denseModel()],
    ['a model of the rarer parts', elaborateModel()],
  ])('gives back %s', (_, model) => {
    expect(readModel(writeModel(model))).toEqual(model);
  });

  it.each(EVERY_OPTIONS.map((options) => [options.type, options] as const))(
    'keeps every field of %s',
    (_, options) => {
      const x = makeTensor({ name: 'x', type: 'FLOAT32', shape: [1] });
      const y = makeTensor({ name: 'y', type: 'FLOAT32', shape: [1] });
      const operator = makeOperator({ code: 'ADD', inputs: [x], outputs: [y], options });
      const main = makeSubgraph({ inputs: [x], outputs: [y], operators: [operator] });
      // For the options that call subgraphs.
      const callees = Array.from({ length: filledLimit }, () =>
        makeSubgraph({ inputs: [], outputs: [], operators: [] }),
      );
      const read = readModel(writeModel(makeModel({ subgraphs: [main, ...callees] })));
      expect(read.subgraphs[0]?.operators[0]?.options).toEqual(options);
    },
  );

  it('has been tried with fields that are not their defaults, which are not written', () => {
    const byDefault = EVERY_OPTIONS.flatMap((options) => {
      const defaults = new Map(Object.entries(optionsOf(options.type)));
      return Object.entries(options)
        .filter(([name, value]) => name !== 'type' && isDeepStrictEqual(value, defaults.get(name)))
        .map(([name]) => `${options.type}.${name}`);
    });
    // The one enumeration that has but one member.
    expect(byDefault).toEqual(['StableHLOCompositeOptions.compositeAttributesFormat']);
  });

  it('keeps sharing: one buffer stays one object', () => {
    const tensors = readModel(writeModel(elaborateModel())).subgraphs[0]?.tensors ?? [];
    const named = (name: string) => tensors.find((tensor) => tensor.name === name);
    expect(named('twin')?.buffer).toBeDefined();
    expect(named('twin')?.buffer).toBe(named('per channel')?.buffer);
  });

  it('keeps references: operators, inputs and signatures mean the tensors of the list', () => {
    const model = readModel(writeModel(denseModel()));
    const [subgraph] = model.subgraphs;
    const [operator] = subgraph?.operators ?? [];
    const [signature] = model.signatures;
    expect(subgraph?.tensors).toContain(operator?.inputs[0]);
    expect(operator?.inputs[0]).toBe(subgraph?.inputs[0]);
    expect(signature?.subgraph).toBe(subgraph);
    expect(signature?.outputs[0]?.tensor).toBe(subgraph?.outputs[0]);
  });
});
