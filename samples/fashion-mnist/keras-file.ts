// Reads `.keras` files by a reader of its own (h5wasm), not the converter's: the sample would prove itself otherwise.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type * as Hdf5 from 'h5wasm/node' with { 'resolution-mode': 'import' };

export interface KerasTensor {
  readonly shape: number[];
  readonly values: Float32Array;
}

export interface KerasLayer {
  readonly kind: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** In the order of Keras' `layer.weights`. */
  readonly weights: KerasTensor[];
}

export interface KerasModel {
  readonly name: string;
  readonly layers: KerasLayer[];
}

interface InboundTensor {
  readonly config: { readonly keras_history: readonly [string, number, number] };
}

interface LayerEntry {
  readonly class_name: string;
  readonly name: string;
  readonly config: Record<string, unknown>;
  readonly inbound_nodes: readonly { readonly args: readonly InboundTensor[] }[];
}

interface ModelConfig {
  readonly class_name: string;
  readonly config: { readonly name: string; readonly layers: LayerEntry[] };
}

/** The layers that keep weights; others (Dropout's random state) may keep variables too. */
const WEIGHTED_KINDS = new Set(['Conv2D', 'DepthwiseConv2D', 'BatchNormalization', 'Dense']);

function requireEntry(entries: Record<string, Uint8Array>, name: string): Uint8Array {
  const entry = entries[name];
  if (entry === undefined) throw new Error(`the .keras file holds no ${name}`);
  return entry;
}

function requireChain(layers: readonly LayerEntry[]): void {
  layers.slice(1).forEach((layer, index) => {
    const source = layer.inbound_nodes[0]?.args[0]?.config.keras_history[0];
    if (layer.inbound_nodes.length !== 1 || source !== layers[index]?.name) {
      throw new Error(
        `${layer.name} does not follow ${layers[index]?.name}: not a chain of layers`,
      );
    }
  });
}

function readTensor(file: Hdf5.File, path: string): KerasTensor | undefined {
  const entity = file.get(path);
  if (entity === null || !('shape' in entity) || !('value' in entity)) return undefined;
  const { shape, value } = entity;
  if (shape === null || !(value instanceof Float32Array)) {
    throw new Error(`${path} is not a float32 tensor`);
  }
  return { shape, values: value };
}

/**
 * The groups are numbered by kind of layer (`conv2d_1`); the name that config.json uses for a layer
 * is an attribute of the group's `vars`.
 */
function findVariables(file: Hdf5.File): Map<string, string> {
  const folders = file.paths().filter((path) => /^layers\/[^/]+\/vars$/.test(path));
  return new Map(
    folders.map((folder) => {
      const entity = file.get(folder);
      const name = entity !== null && 'attrs' in entity ? entity.attrs['name']?.value : undefined;
      if (typeof name !== 'string') throw new Error(`${folder} does not name its layer`);
      return [name, folder];
    }),
  );
}

function readWeights(file: Hdf5.File, layer: string, folder: string | undefined): KerasTensor[] {
  if (folder === undefined) throw new Error(`${layer} has no weights in the file`);
  const weights: KerasTensor[] = [];
  for (;;) {
    const tensor = readTensor(file, `${folder}/${weights.length}`);
    if (tensor === undefined) return weights;
    weights.push(tensor);
  }
}

function readLayers(file: Hdf5.File, entries: readonly LayerEntry[]): KerasLayer[] {
  const variables = findVariables(file);
  return entries.map(({ class_name: kind, name, config }) => ({
    kind,
    name,
    config,
    weights: WEIGHTED_KINDS.has(kind) ? readWeights(file, name, variables.get(name)) : [],
  }));
}

/**
 * h5wasm offers itself to `import` only, but run from its sources this file is CommonJS, whose
 * `import()` becomes a `require`. A file named by its path is open to both.
 */
async function importHdf5(): Promise<typeof Hdf5> {
  const packages = require.resolve.paths('h5wasm') ?? [];
  const entry = packages
    .map((folder) => join(folder, 'h5wasm', 'dist', 'node', 'hdf5_hl.js'))
    .find((path) => existsSync(path));
  if (entry === undefined) throw new Error('h5wasm is not installed');
  const hdf5 = (await import(entry)) as typeof Hdf5;
  await hdf5.ready;
  return hdf5;
}

/** h5wasm opens files by path only, so the archive's member has to become a file for a moment. */
async function withHdf5<T>(bytes: Uint8Array, use: (file: Hdf5.File) => T): Promise<T> {
  const hdf5 = await importHdf5();
  const folder = await mkdtemp(join(tmpdir(), 'keras-'));
  try {
    const path = join(folder, 'model.weights.h5');
    await writeFile(path, bytes);
    const file = new hdf5.File(path, 'r');
    try {
      return use(file);
    } finally {
      file.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Reads a Keras 3 archive whose layers form one chain. */
export async function readKerasFile(path: string): Promise<KerasModel> {
  const entries = unzipSync(await readFile(path));
  const model = JSON.parse(strFromU8(requireEntry(entries, 'config.json'))) as ModelConfig;
  const { name, layers } = model.config;
  requireChain(layers);
  return withHdf5(requireEntry(entries, 'model.weights.h5'), (file) => ({
    name,
    layers: readLayers(file, layers),
  }));
}
