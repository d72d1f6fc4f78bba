import { classifier } from '../../test/labelled-model';
import { readModel } from '../read-model';
import { writeModel } from '../write-model';
import { editModelMetadata, readModelMetadata } from './model-metadata';
import type { ModelMetadata } from './schema';
import { editTensorMetadata } from './tensor-metadata';

describe('editModelMetadata()', () => {
  it.each<[string, (metadata: ModelMetadata) => ModelMetadata]>([
    ['1.0.0', (metadata) => ({ ...metadata, name: 'x' })],
    ['1.0.1', (metadata) => withFile(metadata, 'VOCABULARY', '')],
    ['1.4.0', (metadata) => withFile(metadata, 'SCANN_INDEX_FILE', '')],
    ['1.4.1', (metadata) => withFile(metadata, 'DESCRIPTIONS', '2')],
  ])('says that a reader of %s understands it', (version, edit) => {
    const model = classifier();
    editModelMetadata(model, edit);
    expect(readModelMetadata(model)?.minParserVersion).toBe(version);
  });

  it.each<[string, Parameters<typeof editTensorMetadata>[2]]>([
    [
      '1.1.0',
      (metadata) => ({
        ...metadata,
        processUnits: [{ options: { type: 'BertTokenizerOptions', vocabFile: [] } }],
      }),
    ],
    [
      '1.2.1',
      (metadata) => ({
        ...metadata,
        processUnits: [
          { options: { type: 'RegexTokenizerOptions', delimRegexPattern: ' ', vocabFile: [] } },
        ],
      }),
    ],
    [
      '1.3.0',
      (metadata) => ({
        ...metadata,
        content: {
          contentProperties: { type: 'AudioProperties', sampleRate: 16_000, channels: 1 },
        },
      }),
    ],
  ])('says that a reader of %s understands what a tensor’s say', (version, edit) => {
    const model = classifier();
    editTensorMetadata(model, { input: 0 }, edit);
    expect(readModelMetadata(readModel(writeModel(model)))?.minParserVersion).toBe(version);
  });
});

function withFile(
  metadata: ModelMetadata,
  type: ModelMetadata['associatedFiles'][number]['type'],
  version: string,
): ModelMetadata {
  const file = { name: 'file', description: '', locale: '', type, version };
  return { ...metadata, associatedFiles: [file] };
}
