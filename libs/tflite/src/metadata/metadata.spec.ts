import { readFileSync } from 'node:fs';
import path from 'node:path';
import { classifier } from '../../test/labelled-model';
import { ModelError } from '../errors';
import type { Model } from '../model';
import { readModel } from '../read-model';
import { writeModel } from '../write-model';
import { attachFile } from './attach-file';
import { labelsOf, setLabels } from './labels';
import { readModelMetadata } from './model-metadata';
import { normalizationOf, setNormalization } from './normalization';
import { setStatistics, statisticsOf } from './statistics';
import { tensorMetadata } from './tensor-metadata';

const FOREIGN = readFileSync(path.join(__dirname, '../../test/fixtures/image-classifier.tflite'));

const text = (content: string) => new TextEncoder().encode(content);

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof ModelError) return error.code;
    throw error;
  }
};

const entryOf = (model: Model) =>
  model.metadata.find(({ name }) => name === 'TFLITE_METADATA')?.buffer.data;

describe('metadata that TensorFlow Lite Support wrote', () => {
  it('are read: normalization, labels, statistics and content', () => {
    const model = readModel(FOREIGN);
    expect(normalizationOf(model)).toEqual({ mean: [127.5], std: [64] });
    expect(labelsOf(model)).toEqual(['cat', 'dog', 'cow']);
    expect(statisticsOf(model, { input: 0 })).toEqual({ min: [-1.9921875], max: [1.9921875] });
    expect(tensorMetadata(model, { input: 0 })?.content?.contentProperties).toEqual({
      type: 'ImageProperties',
      colorSpace: 'RGB',
    });
    expect(readModelMetadata(model)).toMatchObject({
      name: 'ImageClassifier',
      minParserVersion: '1.0.0',
    });
  });

  it('survive a rewrite byte for byte', () => {
    const model = readModel(FOREIGN);
    for (const tensor of model.subgraphs[0]?.tensors ?? []) tensor.name = '';
    const read = readModel(writeModel(model));
    expect(entryOf(read)).toEqual(entryOf(readModel(FOREIGN)));
    expect(read.associatedFiles).toEqual([{ name: 'labels.txt', data: text('cat\ndog\ncow\n') }]);
  });

  it('are edited without losing the rest', () => {
    const model = readModel(FOREIGN);
    setNormalization(model, { mean: [0, 1, 2], std: [255] });
    setLabels(model, ['a', 'b', 'c']);
    const read = readModel(writeModel(model));
    expect(normalizationOf(read)).toEqual({ mean: [0, 1, 2], std: [255] });
    expect(labelsOf(read)).toEqual(['a', 'b', 'c']);
    expect(read.associatedFiles).toHaveLength(1);
    const [before, after] = [readModel(FOREIGN), read].map((of) =>
      tensorMetadata(of, { input: 0 }),
    );
    expect({ ...after, processUnits: [] }).toEqual({ ...before, processUnits: [] });
    expect(readModelMetadata(read)?.description).toMatch(/^Identify the most prominent object/);
  });
});

describe('metadata of a model without any', () => {
  it('are none', () => {
    const model = classifier();
    expect(readModelMetadata(model)).toBeUndefined();
    expect(normalizationOf(model)).toBeUndefined();
    expect(labelsOf(model)).toBeUndefined();
    expect(statisticsOf(model, { output: 1 })).toBeUndefined();
  });

  it('are made, with an entry for every input and output', () => {
    const model = classifier();
    setLabels(model, ['cat', 'dog', 'größe']);
    setNormalization(model, { mean: [127.5], std: [127.5] });
    setStatistics(model, { output: 1 }, { min: [0], max: [1, 2, 3, 4] });
    const read = readModel(writeModel(model));
    const main = readModelMetadata(read)?.subgraphMetadata[0];
    expect(main?.inputTensorMetadata.map(({ name }) => name)).toEqual(['image']);
    expect(main?.outputTensorMetadata.map(({ name }) => name)).toEqual(['scores', 'boxes']);
    expect(labelsOf(read)).toEqual(['cat', 'dog', 'größe']);
    expect(labelsOf(read, 1)).toBeUndefined();
    expect(statisticsOf(read, { output: 1 })).toEqual({ min: [0], max: [1, 2, 3, 4] });
    expect(readModel(writeModel(read))).toEqual(read);
  });

  it('name labels of several outputs apart', () => {
    const model = classifier();
    setLabels(model, ['a', 'b', 'c']);
    setLabels(model, ['l', 't', 'r', 'b'], 1);
    expect(model.associatedFiles?.map(({ name }) => name)).toEqual(['labels.txt', 'labels-1.txt']);
    expect([labelsOf(model), labelsOf(model, 1)]).toEqual([
      ['a', 'b', 'c'],
      ['l', 't', 'r', 'b'],
    ]);
  });

  it('leave the copy of a model alone whose parts they share', () => {
    const model = classifier();
    setLabels(model, ['a', 'b', 'c']);
    const copy = { ...model };
    setLabels(copy, ['d', 'e', 'f']);
    expect([labelsOf(model), labelsOf(copy)]).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e', 'f'],
    ]);
  });
});

describe('attachFile()', () => {
  it('names files of the model, of its inputs and of its outputs, each once', () => {
    const model = classifier();
    attachFile(model, { file: { name: 'readme.txt', data: text('old') }, type: 'DESCRIPTIONS' });
    attachFile(model, { file: { name: 'readme.txt', data: text('new') }, type: 'DESCRIPTIONS' });
    attachFile(model, {
      file: { name: 'vocab.txt', data: text('a') },
      type: 'VOCABULARY',
      port: { input: 0 },
    });
    expect(model.associatedFiles).toEqual([
      { name: 'readme.txt', data: text('new') },
      { name: 'vocab.txt', data: text('a') },
    ]);
    expect(readModelMetadata(model)?.associatedFiles).toHaveLength(1);
    expect(tensorMetadata(model, { input: 0 })?.associatedFiles).toMatchObject([
      { name: 'vocab.txt', type: 'VOCABULARY' },
    ]);
  });
});

describe('labelsOf()', () => {
  const withLabels = (content: string): Model => {
    const model = classifier();
    setLabels(model, ['a', 'b', 'c']);
    model.associatedFiles = [{ name: 'labels.txt', data: text(content) }];
    return model;
  };

  it('reads lines however they end', () => {
    expect(labelsOf(withLabels('a\r\nb\r\n'))).toEqual(['a', 'b']);
    expect(labelsOf(withLabels('a\n\nb'))).toEqual(['a', '', 'b']);
  });

  it('reads none where the file that the metadata name is not there', () => {
    const model = withLabels('a');
    delete model.associatedFiles;
    expect(labelsOf(model)).toBeUndefined();
  });
});

describe('metadata that do not fit the model', () => {
  it.each<[string, () => void]>([
    [
      'labels for another number of scores',
      () => {
        setLabels(classifier(), ['a', 'b']);
      },
    ],
    [
      'means for other channels',
      () => {
        setNormalization(classifier(), { mean: [1, 2], std: [1] });
      },
    ],
    [
      'no deviation',
      () => {
        setNormalization(classifier(), { mean: [1], std: [] });
      },
    ],
    [
      'statistics for other channels',
      () => {
        setStatistics(classifier(), { output: 1 }, { min: [0, 0], max: [1] });
      },
    ],
  ])('%s', (_, run) => {
    expect(codeOf(run)).toBe('METADATA_MISMATCH');
  });

  it.each<[string, () => void]>([
    [
      'a deviation of 0',
      () => {
        setNormalization(classifier(), { mean: [1], std: [0] });
      },
    ],
    [
      'a mean that is no number',
      () => {
        setNormalization(classifier(), { mean: [NaN], std: [1] });
      },
    ],
    [
      'an input that is not there',
      () => {
        setNormalization(classifier(), { mean: [1], std: [1] }, 1);
      },
    ],
    [
      'a label of two lines',
      () => {
        setLabels(classifier(), ['a\nb', 'c', 'd']);
      },
    ],
  ])('%s is a mistake of the caller', (_, run) => {
    expect(run).toThrow(RangeError);
  });

  it('of any number are taken for an open dimension', () => {
    const model = classifier();
    model.subgraphs[0]!.outputs[0]!.shapeSignature = [1, -1];
    setLabels(model, ['any', 'number']);
    expect(labelsOf(model)).toHaveLength(2);
  });
});
