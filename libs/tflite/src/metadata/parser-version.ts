import type {
  AssociatedFileMetadata,
  ModelMetadata,
  ProcessUnit,
  SubGraphMetadata,
  TensorMetadata,
} from './schema';

/** Versions of the metadata's schema that brought something, oldest first; each index is one kind of news. */
const VERSIONS = ['1.0.0', '1.0.1', '1.1.0', '1.2.0', '1.2.1', '1.3.0', '1.4.0', '1.4.1', '1.5.0'];

type Version = (typeof VERSIONS)[number];

/** The least version of the metadata's schema that knows everything which is used. */
export function parserVersion(metadata: ModelMetadata): Version {
  const needed = [
    ...metadata.associatedFiles.map(ofFile),
    ...metadata.subgraphMetadata.flatMap(ofSubgraph),
  ];
  const latest = needed.reduce((most, version) => Math.max(most, VERSIONS.indexOf(version)), 0);
  return VERSIONS[latest] ?? '1.0.0';
}

function ofSubgraph(subgraph: SubGraphMetadata): Version[] {
  const units = [...subgraph.inputProcessUnits, ...subgraph.outputProcessUnits];
  const groups = [...subgraph.inputTensorGroups, ...subgraph.outputTensorGroups];
  return [
    ...subgraph.associatedFiles.map(ofFile),
    ...[...subgraph.inputTensorMetadata, ...subgraph.outputTensorMetadata].flatMap(ofTensor),
    ...units.flatMap((unit) => ['1.1.0', ...ofUnit(unit)]),
    ...groups.map(() => '1.2.0'),
    ...subgraph.customMetadata.map(() => '1.5.0'),
  ];
}

function ofTensor({ associatedFiles, processUnits, content }: TensorMetadata): Version[] {
  return [
    ...associatedFiles.map(ofFile),
    ...processUnits.flatMap(ofUnit),
    content?.contentProperties?.type === 'AudioProperties' ? '1.3.0' : '1.0.0',
  ];
}

function ofUnit({ options }: ProcessUnit): Version[] {
  switch (options?.type) {
    case 'BertTokenizerOptions':
      return ['1.1.0', ...options.vocabFile.map(ofFile)];
    case 'SentencePieceTokenizerOptions':
      return ['1.1.0', ...[...options.sentencePieceModel, ...options.vocabFile].map(ofFile)];
    case 'RegexTokenizerOptions':
      return ['1.2.1', ...options.vocabFile.map(ofFile)];
    case 'NormalizationOptions':
    case 'ScoreCalibrationOptions':
    case 'ScoreThresholdingOptions':
    case undefined:
      return ['1.0.0'];
  }
}

function ofFile({ type, version }: AssociatedFileMetadata): Version {
  if (version !== '') return '1.4.1';
  if (type === 'SCANN_INDEX_FILE') return '1.4.0';
  return type === 'VOCABULARY' ? '1.0.1' : '1.0.0';
}
