import { changed, refusalOf } from '../test/file-form';
import { denseModel, elaborateModel } from '../test/sample-model';
import { readModel } from './read-model';
import { optionsOf } from './schema';
import type { FileModel } from './schema/file-model';
import { writeModel } from './write-model';

const DENSE = writeModel(denseModel());
const ELABORATE = writeModel(elaborateModel());

const codeOf = (bytes: Uint8Array): string | undefined => refusalOf(bytes)?.code;

describe('readModel()', () => {
  it('makes no copies of buffers', () => {
    const weights = readModel(DENSE).subgraphs[0]?.tensors.find(({ buffer }) => buffer);
    expect(weights?.buffer?.data.buffer).toBe(DENSE.buffer);
  });

  it('reads operators of old files, which fill only the byte, and of new ones', () => {
    const old = changed(DENSE, (file) => {
      const [code] = file.operatorCodes!;
      code!.builtinCode = 'ADD';
    });
    expect(readModel(old).subgraphs[0]?.operators[0]?.code).toBe('FULLY_CONNECTED');
    const newest = changed(DENSE, (file) => {
      file.operatorCodes![0] = { deprecatedBuiltinCode: 0, builtinCode: 'GELU', version: 2 };
    });
    expect(readModel(newest).subgraphs[0]?.operators[0]?.code).toBe('GELU');
  });

  it('takes a tensor with dimensions for ranked when an old file does not say so', () => {
    const old = changed(DENSE, (file) => {
      for (const tensor of file.subgraphs![0]!.tensors!) tensor.hasRank = false;
    });
    expect(readModel(old).subgraphs[0]?.tensors.every(({ hasRank }) => hasRank)).toBe(true);
  });

  it.each<[string, string, (file: FileModel) => void]>([
    ['another format version', 'UNSUPPORTED_FEATURE', (file) => (file.version = 4)],
    ['no subgraph', 'MALFORMED', (file) => (file.subgraphs = [])],
    ['a tensor index out of range', 'MALFORMED', (file) => (file.subgraphs![0]!.outputs = [99])],
    ['a negative tensor index', 'MALFORMED', (file) => (file.subgraphs![0]!.inputs = [-2])],
    [
      'an operator index out of range',
      'MALFORMED',
      (file) => (file.subgraphs![0]!.operators![0]!.opcodeIndex = 7),
    ],
    [
      'an operator input out of range',
      'MALFORMED',
      (file) => (file.subgraphs![0]!.operators![0]!.inputs = [0, 99]),
    ],
    [
      'a buffer index out of range',
      'MALFORMED',
      (file) => (file.subgraphs![0]!.tensors![1]!.buffer = 99),
    ],
    ['metadata out of range', 'MALFORMED', (file) => (file.metadata[0]!.buffer = 99)],
    [
      'a signature of no subgraph',
      'MALFORMED',
      (file) => (file.signatureDefs[0]!.subgraphIndex = 1),
    ],
    [
      'a signature of no tensor',
      'MALFORMED',
      (file) => (file.signatureDefs[0]!.inputs![0]!.tensorIndex = 99),
    ],
    [
      'a negative dimension',
      'MALFORMED',
      (file) => (file.subgraphs![0]!.tensors![0]!.shape = [1, -3]),
    ],
    [
      'a shape whose elements overflow',
      'LIMIT_EXCEEDED',
      (file) => (file.subgraphs![0]!.tensors![1]!.shape = [65536, 65536, 65536, 65536]),
    ],
    [
      'a constant smaller than its shape',
      'MALFORMED',
      (file) => (file.subgraphs![0]!.tensors![1]!.shape = [2, 4]),
    ],
    [
      'a signature of another rank than the shape',
      'MALFORMED',
      (file) => (file.subgraphs![0]!.tensors![0]!.shapeSignature = [-1]),
    ],
    [
      'an operator that reads its own output',
      'MALFORMED',
      (file) => (file.subgraphs![0]!.operators![0]!.inputs = [2, 1, -1]),
    ],
    [
      'an operator that reads what nothing computes',
      'MALFORMED',
      (file) => (file.subgraphs![0]!.inputs = []),
    ],
    [
      'an output that nothing computes',
      'MALFORMED',
      (file) => (file.subgraphs![0]!.operators = []),
    ],
    [
      'a pooling window of no size',
      'MALFORMED',
      (file) =>
        (file.subgraphs![0]!.operators![0]!.builtinOptions = {
          ...optionsOf('Pool2DOptions', { strideW: 1, strideH: 1, filterWidth: 2 }),
          filterHeight: -2147483646,
        }),
    ],
    [
      'an operator that writes a constant',
      'MALFORMED',
      (file) => (file.subgraphs![0]!.operators![0]!.outputs = [1]),
    ],
    [
      'an operator that writes an input',
      'MALFORMED',
      (file) => file.subgraphs![0]!.inputs!.push(...file.subgraphs![0]!.operators![0]!.outputs!),
    ],
    [
      'a subgraph that calls itself',
      'MALFORMED',
      (file) =>
        (file.subgraphs![0]!.operators![0]!.builtinOptions = { type: 'CallOptions', subgraph: 0 }),
    ],
    [
      'a call of no subgraph',
      'MALFORMED',
      (file) =>
        (file.subgraphs![0]!.operators![0]!.builtinOptions = { type: 'CallOptions', subgraph: 5 }),
    ],
    [
      'data in another file',
      'UNSUPPORTED_FEATURE',
      (file) => (file.subgraphs![0]!.tensors![1]!.externalBuffer = 1),
    ],
    [
      'external buffer groups',
      'UNSUPPORTED_FEATURE',
      (file) => (file.externalBufferGroups = [{ name: 'weights.bin' }]),
    ],
    [
      'external buffers',
      'UNSUPPORTED_FEATURE',
      (file) =>
        (file.externalBuffers = [{ id: 1, group: 0, offset: 0n, length: 24n, packing: '' }]),
    ],
    [
      'a model compiled for an NPU',
      'UNSUPPORTED_FEATURE',
      (file) =>
        (file.operatorCodes![0] = {
          deprecatedBuiltinCode: 32,
          builtinCode: 'CUSTOM',
          customCode: 'DISPATCH_OP',
          version: 1,
        }),
    ],
    [
      'an operator number that stands for none',
      'MALFORMED',
      (file) => (file.operatorCodes![0]!.deprecatedBuiltinCode = 127),
    ],
    [
      'a custom operator without a name',
      'MALFORMED',
      (file) => (file.operatorCodes![0]!.builtinCode = 'CUSTOM'),
    ],
  ])('refuses %s', (_, code, change) => {
    expect(codeOf(changed(DENSE, change))).toBe(code);
  });

  it.each<[string, (file: FileModel) => void]>([
    [
      'scales that do not match the channels',
      (file) => (tensorOf(file, 'per channel').quantization!.quantizedDimension = 1),
    ],
    [
      'zero points that do not match the scales',
      (file) => (tensorOf(file, 'per channel').quantization!.zeroPoint = [0n, 0n, 0n]),
    ],
    [
      'block scales out of range',
      (file) =>
        (tensorOf(file, 'blocks').quantization!.details = {
          type: 'BlockwiseQuantization',
          scales: 99,
          zeroPoints: -1,
          blockSize: 2,
          blockShape: [],
        }),
    ],
    [
      'sparse indices outside the shape',
      (file) =>
        (tensorOf(file, 'sparse').sparsity!.dimMetadata[1]!.arrayIndices = {
          type: 'Int32Vector',
          values: [4, 0, 2],
        }),
    ],
    [
      'sparse segments that go back',
      (file) =>
        (tensorOf(file, 'sparse').sparsity!.dimMetadata[1]!.arraySegments = {
          type: 'Int32Vector',
          values: [0, 5, 3],
        }),
    ],
    ['sparse levels left out', (file) => tensorOf(file, 'sparse').sparsity!.dimMetadata.pop()],
    [
      'marks of mutation for other inputs',
      (file) => (file.subgraphs![0]!.operators![1]!.mutatingVariableInputs = [true]),
    ],
  ])('refuses %s', (_, change) => {
    expect(codeOf(changed(ELABORATE, change))).toBe('MALFORMED');
  });
});

function tensorOf(file: FileModel, name: string) {
  return file.subgraphs![0]!.tensors!.find((tensor) => tensor.name === name)!;
}
