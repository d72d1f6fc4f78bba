import { float32, table, vector, withDefault } from '@flotilla/flatbuffer';
import { TensorType } from '../tensor-type';

// Options of comparisons, logic and choice.

export const EqualOptions = table('EqualOptions', {});

export const NotEqualOptions = table('NotEqualOptions', {});

export const GreaterOptions = table('GreaterOptions', {});

export const GreaterEqualOptions = table('GreaterEqualOptions', {});

export const LessOptions = table('LessOptions', {});

export const LessEqualOptions = table('LessEqualOptions', {});

export const LogicalAndOptions = table('LogicalAndOptions', {});

export const LogicalOrOptions = table('LogicalOrOptions', {});

export const LogicalNotOptions = table('LogicalNotOptions', {});

export const SelectOptions = table('SelectOptions', {});

export const SelectV2Options = table('SelectV2Options', {});

export const WhereOptions = table('WhereOptions', {});

export const ArgMaxOptions = table('ArgMaxOptions', {
  outputType: TensorType,
});

export const ArgMinOptions = table('ArgMinOptions', {
  outputType: TensorType,
});

export const TopKV2Options = table('TopKV2Options', {});

export const UniqueOptions = table('UniqueOptions', {
  idxOutType: withDefault(TensorType, 'INT32'),
});

export const NonMaxSuppressionV4Options = table('NonMaxSuppressionV4Options', {});

export const NonMaxSuppressionV5Options = table('NonMaxSuppressionV5Options', {});

export const BucketizeOptions = table('BucketizeOptions', {
  boundaries: vector(float32()),
});
