import { changed, joined, refusalOf } from '../test/file-form';
import { denseModel, elaborateModel } from '../test/sample-model';
import type { ByteSource } from './byte-source';
import type { Model, Tensor } from './model';
import { readModel, readModelFrom, readStoredModel } from './read-model';
import type { FileModel } from './schema/file-model';
import { writeModel } from './write-model';

const WEIGHTS = Uint8Array.from({ length: 24 }, (_, i) => i);
const NONE = new Uint8Array(0);

/** A file whose only constant stands outside, at so many bytes after the FlatBuffer's end. */
function outsideFile(
  gapBytes: number,
  change: (file: FileModel, startBytes: number) => void = () => undefined,
): Uint8Array {
  const tables = (startBytes: number) =>
    changed(writeModel(denseModel()), (file) => {
      file.buffers![1] = { data: NONE, offset: BigInt(startBytes), size: 24n };
      change(file, startBytes);
    });
  const flatbuffer = tables(tables(99).byteLength + gapBytes);
  return joined(flatbuffer, new Uint8Array(gapBytes), WEIGHTS);
}

const constants = (model: Model): Tensor[] =>
  model.subgraphs.flatMap(({ tensors }) => tensors).filter(({ buffer }) => buffer);

/** A file in memory that keeps a record of what was asked of it. */
function sourceOf(bytes: Uint8Array): ByteSource & { readonly reads: [number, number][] } {
  const reads: [number, number][] = [];
  return {
    sizeBytes: bytes.byteLength,
    reads,
    read(offset, length) {
      reads.push([offset, length]);
      return Promise.resolve(bytes.slice(offset, offset + length));
    },
  };
}

describe('readModel() of data outside the FlatBuffer', () => {
  it('reads constants that stand after it', () => {
    const { model, hasOutsideData } = readStoredModel(outsideFile(0));
    expect(constants(model)[0]?.buffer?.data).toEqual(WEIGHTS);
    expect(hasOutsideData).toBe(true);
    expect(readStoredModel(writeModel(denseModel())).hasOutsideData).toBe(false);
  });

  it('reads options of custom operators that stand after it', () => {
    const file = (startBytes: number) =>
      changed(writeModel(elaborateModel()), ({ subgraphs }) => {
        const operator = subgraphs![0]!.operators![1]!;
        delete operator.customOptions;
        operator.largeCustomOptionsOffset = BigInt(startBytes);
        operator.largeCustomOptionsSize = 3n;
      });
    const whole = joined(file(file(99).byteLength), Uint8Array.of(9, 8, 7));
    expect(readModel(whole)).toEqual(elaborateModel());
    expect(refusalOf(whole.subarray(0, whole.byteLength - 1))?.code).toBe('TRUNCATED');
  });

  it('takes one range for one buffer, however many buffers name it', () => {
    const twice = outsideFile(0, ({ buffers, subgraphs }) => {
      const { tensors } = subgraphs![0]!;
      const weights = tensors!.find(({ name }) => name === 'weights')!;
      tensors!.push({ ...weights, name: 'twin', buffer: buffers!.push(buffers![1]!) - 1 });
    });
    const [weights, twin] = constants(readModel(twice));
    expect(twin?.name).toBe('twin');
    expect(twin?.buffer).toBe(weights?.buffer);
  });

  it('takes offsets 0 and 1 for «inside», and no bytes for no constant', () => {
    for (const [offset, size] of [
      [1n, 1n],
      [0n, 7n],
      [2n ** 63n, 0n],
    ] as const) {
      const file = changed(writeModel(denseModel()), ({ buffers }) => {
        buffers!.push({ data: NONE, offset, size });
      });
      expect(readModel(file)).toEqual(denseModel());
    }
  });

  it('refuses every truncation of them', () => {
    const file = outsideFile(16);
    for (let cut = 1; cut <= 24; cut++) {
      expect(refusalOf(file.subarray(0, file.byteLength - cut))?.code).toBe('TRUNCATED');
    }
  });

  it.each<[string, string, (file: FileModel, startBytes: number) => void]>([
    ['beyond the file', 'TRUNCATED', ({ buffers }) => (buffers![1]!.offset = 2n ** 40n)],
    ['that wrap around', 'TRUNCATED', ({ buffers }) => (buffers![1]!.offset = 2n ** 64n - 8n)],
    ['of enormous size', 'TRUNCATED', ({ buffers }) => (buffers![1]!.size = 2n ** 64n - 1n)],
    ['in the FlatBuffer', 'MALFORMED', ({ buffers }) => (buffers![1]!.offset = 16n)],
    [
      'that overlap others',
      'MALFORMED',
      ({ buffers }, start) => buffers!.push({ data: NONE, offset: BigInt(start + 8), size: 16n }),
    ],
    [
      'at one place, of several sizes',
      'MALFORMED',
      ({ buffers }, start) => buffers!.push({ data: NONE, offset: BigInt(start), size: 8n }),
    ],
    [
      'that overlap the options of an operator',
      'MALFORMED',
      ({ subgraphs }, start) => {
        const operator = subgraphs![0]!.operators![0]!;
        operator.largeCustomOptionsOffset = BigInt(start + 4);
        operator.largeCustomOptionsSize = 4n;
      },
    ],
    [
      'inside and outside at once',
      'MALFORMED',
      ({ buffers }) => (buffers![1]!.data = Uint8Array.of(1)),
    ],
    ['fewer than the shape takes', 'MALFORMED', ({ buffers }) => (buffers![1]!.size = 20n)],
  ])('refuses data %s', (_, code, change) => {
    expect(refusalOf(outsideFile(0, change))?.code).toBe(code);
  });

  it('refuses elements at places from which some processors cannot read them', () => {
    expect(refusalOf(outsideFile(4))).toBeUndefined();
    for (const gap of [1, 2, 3]) expect(refusalOf(outsideFile(gap))?.code).toBe('MALFORMED');
  });
});

describe('readModelFrom()', () => {
  it.each([
    ['a plain model', denseModel()],
    ['a model of the rarer parts', elaborateModel()],
  ])('gives what readModel() gives of %s, inside and outside', async (_, model) => {
    for (const outsideFromBytes of [Infinity, 0]) {
      expect(await readModelFrom(sourceOf(writeModel(model, { outsideFromBytes })))).toEqual(model);
    }
  });

  it('reads a usual model in one piece', async () => {
    const file = writeModel(denseModel());
    const source = sourceOf(file);
    await readModelFrom(source);
    expect(source.reads[0]).toEqual([0, file.byteLength]);
    expect(source.reads.length).toBeLessThanOrEqual(2);
  });

  it('reads a file of 5 GB without asking for more than its tables and its constants', async () => {
    const startBytes = 5_000_000_000;
    const flatbuffer = changed(writeModel(denseModel()), (file) => {
      file.buffers![1] = { data: NONE, offset: BigInt(startBytes), size: 24n };
    });
    let asked = 0;
    const source: ByteSource = {
      sizeBytes: startBytes + WEIGHTS.byteLength,
      read(offset, length) {
        asked += length;
        const range = new Uint8Array(length);
        if (offset === 0) range.set(flatbuffer);
        if (offset === startBytes) range.set(WEIGHTS);
        return Promise.resolve(range);
      },
    };
    const [weights] = constants(await readModelFrom(source));
    expect(weights?.buffer?.data).toEqual(WEIGHTS);
    expect(asked).toBeLessThan(20_000_000);
  });

  it('asks for more where the FlatBuffer is longer than a first read', async () => {
    const model = denseModel();
    const data = new Uint8Array(17 * 1024 ** 2).fill(1);
    model.metadata = [{ name: 'large', buffer: { data } }];
    const read = await readModelFrom(sourceOf(writeModel(model)));
    expect(Buffer.compare(read.metadata[0]?.buffer.data ?? NONE, data)).toBe(0);
  });

  it('refuses what readModel() refuses', async () => {
    const file = writeModel(denseModel());
    await expect(readModelFrom(sourceOf(file.subarray(0, 100)))).rejects.toMatchObject({
      code: 'TRUNCATED',
    });
    await expect(readModelFrom(sourceOf(NONE))).rejects.toMatchObject({ code: 'TRUNCATED' });
  });
});
