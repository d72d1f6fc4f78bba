import { readFileSync } from 'node:fs';
import path from 'node:path';
import { classifier } from '../../test/labelled-model';
import { denseModel, elaborateModel } from '../../test/sample-model';
import { setLabels } from '../metadata/labels';
import { setNormalization } from '../metadata/normalization';
import { readModel } from '../read-model';
import { writeModel } from '../write-model';
import { metadataSummary } from './metadata-summary';
import { sizeBreakdown } from './size-breakdown';
import { tensorDetails } from './tensor-details';

describe('tensorDetails()', () => {
  const details = tensorDetails(elaborateModel());
  const named = (name: string) => details.find((tensor) => tensor.name === name);

  it('tells every tensor of every subgraph, with its place', () => {
    expect(details).toHaveLength(
      elaborateModel().subgraphs.reduce((sum, { tensors }) => sum + tensors.length, 0),
    );
    expect(named('result')).toEqual({
      subgraph: 1,
      index: 1,
      name: 'result',
      type: 'FLOAT32',
      shape: [2, 4],
      constantBytes: null,
      isVariable: false,
      isSparse: false,
      quantization: null,
    });
    expect(named('state')?.isVariable).toBe(true);
    expect(named('sparse')).toMatchObject({ isSparse: true, constantBytes: 12 });
    expect(tensorDetails(denseModel())[0]?.shape).toEqual([-1, 3]);
  });

  it('tells scales by channel in a line, and those of blocks', () => {
    expect(named('per channel')?.quantization).toEqual({
      kind: 'per-channel',
      scaleCount: 2,
      scaleMin: 0.25,
      scaleMax: 0.5,
      zeroPointMin: 0,
      zeroPointMax: 0,
      quantizedDimension: 0,
      blockSize: null,
    });
    expect(named('blocks')?.quantization).toMatchObject({
      kind: 'blockwise',
      scaleCount: 0,
      scaleMin: null,
      blockSize: 2,
    });
  });
});

describe('sizeBreakdown()', () => {
  it('leaves no byte of the file out', () => {
    const model = classifier();
    setLabels(model, ['a', 'b', 'c']);
    const file = writeModel(model);
    const size = sizeBreakdown(readModel(file), file.byteLength);
    expect(size.weightBytes).toBe(4 * 12 * (3 + 4));
    expect(size.associatedFileBytes).toBe(6);
    expect(size.metadataBytes).toBeGreaterThan(100);
    expect(size.weightBytes + size.associatedFileBytes + size.metadataBytes + size.graphBytes).toBe(
      file.byteLength,
    );
    expect(size.weightsByOperator).toEqual([
      { operator: 'FULLY_CONNECTED', constants: 2, bytes: size.weightBytes },
    ]);
  });

  it('counts a buffer once, for the operator that reads it first', () => {
    expect(sizeBreakdown(elaborateModel(), 5000).weightsByOperator).toEqual([
      { operator: 'DENSIFY', constants: 1, bytes: 12 },
      { operator: 'Mine', constants: 2, bytes: 3 + 8 },
    ]);
  });
});

describe('metadataSummary()', () => {
  it('tells what feeding the model takes', () => {
    const fixture = path.join(__dirname, '../../test/fixtures/image-classifier.tflite');
    const summary = metadataSummary(readModel(readFileSync(fixture)));
    expect(summary).toMatchObject({
      name: 'ImageClassifier',
      minParserVersion: '1.0.0',
      inputs: [{ tensor: 'image', normalization: { mean: [127.5], std: [64] } }],
      outputs: [{ name: 'probability', labels: ['cat', 'dog', 'cow'] }],
    });
  });

  it('tells where metadata are silent', () => {
    const model = classifier();
    setNormalization(model, { mean: [0], std: [255] });
    expect(metadataSummary(model)).toMatchObject({
      outputs: [
        { tensor: 'scores', labels: null, statistics: null },
        { tensor: 'boxes', labels: null },
      ],
    });
    expect(metadataSummary(classifier())).toBeNull();
  });

  it('tells that metadata cannot be read, and why', () => {
    const model = classifier();
    model.metadata = [{ name: 'TFLITE_METADATA', buffer: { data: Uint8Array.of(1, 2, 3) } }];
    expect(metadataSummary(model)).toEqual({
      unreadable: expect.stringContaining('TFLITE_METADATA') as string,
    });
  });
});
