import type { ComparedTensor } from '@flotilla/evaluation';
import type { QuantizationReport } from '../src/report/quantization-report';

export function comparedTensor(facts: Partial<ComparedTensor> = {}): ComparedTensor {
  return {
    name: 'y',
    type: 'INT8',
    samples: 4,
    values: 40,
    notFinite: 0,
    snrDb: 30,
    cosine: 0.999,
    maxAbsoluteError: 0.1,
    klDivergence: null,
    top1Agreement: null,
    ...facts,
  };
}

/** A report of one operator, for specs of what is made of reports. */
export function madeUpReport(facts: Partial<QuantizationReport> = {}): QuantizationReport {
  return {
    version: 1,
    scheme: 'int8',
    targetRuntime: '2.9',
    ports: { inputs: [], outputs: [] },
    preparation: {},
    calibrationSamples: 40,
    operators: [
      {
        subgraph: 0,
        index: 0,
        operator: 'CONV_2D',
        output: 'y',
        scheme: 'int8',
        version: 3,
        multiplyAdds: 1000,
      },
    ],
    leftFloat: [],
    tensors: [],
    sizeBytes: { before: 4000, after: 1000 },
    weightBytes: { before: 3000, after: 750 },
    compressedBytes: { before: 3500, after: 900 },
    sizeBreakdown: {
      weightBytes: 750,
      metadataBytes: 0,
      associatedFileBytes: 0,
      graphBytes: 250,
      weightsByOperator: [{ operator: 'CONV_2D', constants: 2, bytes: 750 }],
    },
    computation: {
      multiplyAdds: 1000,
      byScheme: [{ scheme: 'int8', operators: 1, multiplyAdds: 1000 }],
      floatShare: 0,
    },
    floatIslands: [],
    delegates: [],
    runtimes: [],
    proof: {
      status: 'measured',
      runtime: { name: 'tflite', version: '2.9.0' },
      heldOut: true,
      reference: 'given',
      outputs: [comparedTensor()],
      tensors: [comparedTensor()],
      unmatchedTensors: 0,
    },
    warnings: [],
    ...facts,
  };
}
