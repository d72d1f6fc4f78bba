import { ModelError } from '../errors';
import { labelsOf } from '../metadata/labels';
import { readModelMetadata } from '../metadata/model-metadata';
import { type Normalization, normalizationOf } from '../metadata/normalization';
import { statisticsOf, type TensorStatistics } from '../metadata/statistics';
import { type Port, tensorMetadata } from '../metadata/tensor-metadata';
import type { Model } from '../model';

export interface TensorMetadataSummary {
  /** The tensor's own name, which may be another than the metadata's. */
  tensor: string;
  name: string;
  description: string;
  statistics: TensorStatistics | null;
}

/** What `TFLITE_METADATA` says, as far as programs that feed the model need it. */
export interface MetadataSummary {
  name: string;
  description: string;
  version: string;
  author: string;
  license: string;
  minParserVersion: string;
  inputs: (TensorMetadataSummary & { normalization: Normalization | null })[];
  outputs: (TensorMetadataSummary & { labels: string[] | null })[];
}

/** Why metadata cannot be told; the model itself is none the worse for it. */
export interface UnreadableMetadata {
  unreadable: string;
}

/** Describes the metadata of a model; `null` when it has none. */
export function metadataSummary(model: Model): MetadataSummary | UnreadableMetadata | null {
  try {
    return readable(model);
  } catch (error) {
    if (error instanceof ModelError) return { unreadable: error.message };
    throw error;
  }
}

function readable(model: Model): MetadataSummary | null {
  const metadata = readModelMetadata(model);
  if (!metadata) return null;
  const { name, description, version, author, license, minParserVersion } = metadata;
  const { inputs = [], outputs = [] } = model.subgraphs[0] ?? {};
  return {
    ...{ name, description, version, author, license, minParserVersion },
    inputs: inputs.map((tensor, input) => ({
      ...tensorSummary(model, tensor.name, { input }),
      normalization: normalizationOf(model, input) ?? null,
    })),
    outputs: outputs.map((tensor, output) => ({
      ...tensorSummary(model, tensor.name, { output }),
      labels: labelsOf(model, output) ?? null,
    })),
  };
}

function tensorSummary(model: Model, tensor: string, port: Port): TensorMetadataSummary {
  const { name = '', description = '' } = tensorMetadata(model, port) ?? {};
  return { tensor, name, description, statistics: statisticsOf(model, port) ?? null };
}
