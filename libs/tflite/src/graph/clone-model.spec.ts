import { denseModel, elaborateModel } from '../../test/sample-model';
import { writeModel } from '../write-model';
import { cloneModel } from './clone-model';

describe('cloneModel()', () => {
  it('copies the graph and shares the constants', () => {
    const original = denseModel();
    const { model, tensorOf } = cloneModel(original);
    expect(model).toEqual(original);
    const [source, copy] = [original.subgraphs[0], model.subgraphs[0]];
    const listed = new Set(copy?.tensors);
    expect(copy?.operators[0]?.outputs.every((tensor) => listed.has(tensor))).toBe(true);
    expect(copy?.tensors.some((tensor) => source?.tensors.includes(tensor))).toBe(false);
    expect(model.signatures[0]?.subgraph).toBe(copy);
    expect(model.signatures[0]?.outputs[0]?.tensor).toBe(tensorOf.get(source!.outputs[0]!));
    expect(copy?.operators[0]?.inputs[1]?.buffer).toBe(source?.operators[0]?.inputs[1]?.buffer);
  });

  it('writes the same file, whatever parts of the format the model uses', () => {
    const original = elaborateModel();
    expect(writeModel(cloneModel(original).model)).toEqual(writeModel(original));
  });

  it('lets block-wise constants refer to the copies of their scales and zero points', () => {
    const original = elaborateModel();
    const tensors = original.subgraphs[0]?.tensors ?? [];
    const blocks = tensors.find(({ name }) => name === 'blocks');
    const zeroPoints = tensors.find(({ name }) => name === 'twin');
    Object.assign(blocks!.quantization!.blockwise!, { zeroPoints });
    const { tensorOf } = cloneModel(original);
    const copied = tensorOf.get(blocks!)?.quantization?.blockwise;
    const source = blocks!.quantization!.blockwise!;
    expect(copied?.scales).toBe(tensorOf.get(source.scales));
    expect(copied?.zeroPoints).toBe(tensorOf.get(zeroPoints!));
    expect(source.zeroPoints).toBe(zeroPoints);
  });

  it('can be rewritten without touching the original', () => {
    const original = denseModel();
    const before = writeModel(original);
    const main = cloneModel(original).model.subgraphs[0];
    main?.operators[0]?.inputs.pop();
    main?.outputs.pop();
    main?.tensors.forEach((tensor) => (tensor.type = 'INT8'));
    expect(writeModel(original)).toEqual(before);
  });
});
