import {
  bytes,
  enumeration,
  float32,
  int32,
  schema,
  string,
  table,
  uint32,
  union,
  vector,
  type Infer,
} from '@flotilla/flatbuffer';

/** Labels name the positions along an axis of a tensor (`TENSOR_AXIS_LABELS`), or the values in it. */
const AssociatedFileType = enumeration('AssociatedFileType', 'int8', [
  'UNKNOWN',
  'DESCRIPTIONS',
  'TENSOR_AXIS_LABELS',
  'TENSOR_VALUE_LABELS',
  'TENSOR_AXIS_SCORE_CALIBRATION',
  'VOCABULARY',
  'SCANN_INDEX_FILE',
]);

/** A file packed behind the model, found there by its name. */
const AssociatedFileMetadata = table('AssociatedFile', {
  name: string(),
  description: string(),
  type: AssociatedFileType,
  locale: string(),
  version: string(),
});

const ImageProperties = table('ImageProperties', {
  colorSpace: enumeration('ColorSpaceType', 'int8', ['UNKNOWN', 'RGB', 'GRAYSCALE']),
  defaultSize: table('ImageSize', { width: uint32(), height: uint32() }),
});

/** `boxType` is the format's `type`, a name that here tells the members of a union apart. */
const BoundingBoxProperties = table('BoundingBoxProperties', {
  index: vector(uint32()),
  boxType: enumeration('BoundingBoxType', 'int8', [
    'UNKNOWN',
    'BOUNDARIES',
    'UPPER_LEFT',
    'CENTER',
  ]),
  coordinateType: enumeration('CoordinateType', 'int8', ['RATIO', 'PIXEL']),
});

const Content = table('Content', {
  contentProperties: union('ContentProperties', [
    table('FeatureProperties', {}),
    ImageProperties,
    BoundingBoxProperties,
    table('AudioProperties', { sampleRate: uint32(), channels: uint32() }),
  ]),
  range: table('ValueRange', { min: int32(), max: int32() }),
});

/** What a float model takes is (x − mean) / std; of one value, or one for each channel. */
const NormalizationOptions = table('NormalizationOptions', {
  mean: vector(float32()),
  std: vector(float32()),
});

const ScoreCalibrationOptions = table('ScoreCalibrationOptions', {
  scoreTransformation: enumeration('ScoreTransformationType', 'int8', [
    'IDENTITY',
    'LOG',
    'INVERSE_LOGISTIC',
  ]),
  defaultScore: float32(),
});

const ProcessUnit = table('ProcessUnit', {
  options: union('ProcessUnitOptions', [
    NormalizationOptions,
    ScoreCalibrationOptions,
    table('ScoreThresholdingOptions', { globalScoreThreshold: float32() }),
    table('BertTokenizerOptions', { vocabFile: vector(AssociatedFileMetadata) }),
    table('SentencePieceTokenizerOptions', {
      sentencePieceModel: vector(AssociatedFileMetadata),
      vocabFile: vector(AssociatedFileMetadata),
    }),
    table('RegexTokenizerOptions', {
      delimRegexPattern: string(),
      vocabFile: vector(AssociatedFileMetadata),
    }),
  ]),
});

/** Of the tensor's values; one value, or one for each channel. */
const Stats = table('Stats', { max: vector(float32()), min: vector(float32()) });

export const TensorMetadata = table('TensorMetadata', {
  name: string(),
  description: string(),
  dimensionNames: vector(string()),
  content: Content,
  processUnits: vector(ProcessUnit),
  stats: Stats,
  associatedFiles: vector(AssociatedFileMetadata),
});

const TensorGroup = table('TensorGroup', { name: string(), tensorNames: vector(string()) });

const CustomMetadata = table('CustomMetadata', {
  name: string(),
  data: bytes({ forceAlign: 16 }),
});

/** Tensors stand in the order of the subgraph's inputs and outputs. */
export const SubGraphMetadata = table('SubGraphMetadata', {
  name: string(),
  description: string(),
  inputTensorMetadata: vector(TensorMetadata),
  outputTensorMetadata: vector(TensorMetadata),
  associatedFiles: vector(AssociatedFileMetadata),
  inputProcessUnits: vector(ProcessUnit),
  outputProcessUnits: vector(ProcessUnit),
  inputTensorGroups: vector(TensorGroup),
  outputTensorGroups: vector(TensorGroup),
  customMetadata: vector(CustomMetadata),
});

const ModelMetadata = table('ModelMetadata', {
  name: string(),
  description: string(),
  version: string(),
  subgraphMetadata: vector(SubGraphMetadata),
  author: string(),
  license: string(),
  associatedFiles: vector(AssociatedFileMetadata),
  minParserVersion: string(),
});

/** What the entry `TFLITE_METADATA` of a model holds: a FlatBuffer of its own, here up to version 1.5.0. */
export const METADATA_SCHEMA = schema({
  namespace: 'tflite',
  root: ModelMetadata,
  identifier: 'M001',
  fileExtension: 'tflitemeta',
});

export type AssociatedFileType = Infer<typeof AssociatedFileType>;
export type AssociatedFileMetadata = Infer<typeof AssociatedFileMetadata>;
export type Content = Infer<typeof Content>;
export type ProcessUnit = Infer<typeof ProcessUnit>;
export type TensorMetadata = Infer<typeof TensorMetadata>;
export type SubGraphMetadata = Infer<typeof SubGraphMetadata>;
export type ModelMetadata = Infer<typeof ModelMetadata>;
