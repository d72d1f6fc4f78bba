import { ConverterError } from '../../errors';
import type { LayerGraph } from '../../graph';
import { parseJsonObject } from '../../json';
import { buildGraph } from '../topology/build-graph';
import { parseTopology } from '../topology/parse-topology';
import { readArchive } from '../archive';
import { Hdf5File } from './hdf5';
import { weightGroups } from './weight-groups';

const configName = 'config.json';
const weightsName = 'model.weights.h5';

/** Far above any real architecture, and above the 2 GiB that a TFLite file can hold. */
const limitsBytes: ReadonlyMap<string, number> = new Map([
  [configName, 64 * 2 ** 20],
  [weightsName, 2 ** 31],
]);

/**
 * A Keras 3 `.keras` file: a zip of `config.json` (architecture) and `model.weights.h5` (HDF5).
 * @throws ConverterError for anything that is wrong or unsupported
 */
export function readKeras(bytes: Uint8Array): LayerGraph {
  const members = readArchive(bytes, limitsBytes);
  const topology = parseTopology(parseJsonObject(memberOf(members, configName), configName));
  const file = new Hdf5File(memberOf(members, weightsName));
  const groups = weightGroups(file, topology.layers);
  return buildGraph(topology, {
    read: ({ name }, _role, index) => {
      const group = groups.get(name);
      return group === undefined ? undefined : file.dataset(`${group}/${index}`);
    },
  });
}

function memberOf(members: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const member = members.get(name);
  if (member !== undefined) return member;
  throw new ConverterError(
    name === weightsName ? 'MISSING_WEIGHTS' : 'MALFORMED_ARCHIVE',
    `the archive has no ${name}; save the model with model.save("model.keras") of Keras 3`,
  );
}
