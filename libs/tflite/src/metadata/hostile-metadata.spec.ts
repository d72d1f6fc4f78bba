import { readFileSync } from 'node:fs';
import path from 'node:path';
import { decode, encode, int32, schema, table } from '@flotilla/flatbuffer';
import { denseModel } from '../../test/sample-model';
import { ModelError } from '../errors';
import type { Model } from '../model';
import { readModel } from '../read-model';
import { writeModel } from '../write-model';
import { labelsOf } from './labels';
import { editModelMetadata, readModelMetadata } from './model-metadata';
import { METADATA_SCHEMA } from './schema';

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

describe('hostile metadata', () => {
  const withEntry = (data: Uint8Array): Model => ({
    ...denseModel(),
    metadata: [{ name: 'TFLITE_METADATA', buffer: { data } }],
  });
  const GOOD = entryOf(readModel(FOREIGN)) ?? new Uint8Array(0);

  it('of a newer schema are read, kept by rewrites, and not edited', () => {
    const newer = schema({
      namespace: 'tflite',
      identifier: 'M001',
      root: table('ModelMetadata', { ...METADATA_SCHEMA.root.fields, added: int32() }),
    });
    const data = encode(newer, { ...decode(METADATA_SCHEMA, GOOD), added: 7 });
    const model = withEntry(data);
    expect(readModelMetadata(model)?.name).toBe('ImageClassifier');
    expect(entryOf(readModel(writeModel(model)))).toEqual(data);
    expect(
      codeOf(() => {
        editModelMetadata(model, (metadata) => metadata);
      }),
    ).toBe('UNSUPPORTED_FEATURE');
    expect(entryOf(model)).toBe(data);
  });

  it('that are none are refused when they are asked for, and the model is read all the same', () => {
    for (const data of [new Uint8Array(0), text('nonsense'), GOOD.slice(0, 100)]) {
      const model = readModel(writeModel(withEntry(data)));
      expect(codeOf(() => readModelMetadata(model))).toBe('MALFORMED');
    }
  });

  it('are answered with metadata or a typed error, whichever bit is wrong', () => {
    let refused = 0;
    for (let bit = 0; bit < GOOD.byteLength * 8; bit++) {
      const data = GOOD.slice();
      data[bit >> 3] = (data[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      if (codeOf(() => labelsOf(withEntry(data)))) refused++;
    }
    expect(refused).toBeGreaterThan(100);
  });
});
