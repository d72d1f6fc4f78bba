import { closeSync, ftruncateSync, openSync, statSync, writeSync } from 'node:fs';
import {
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Model,
  readModel,
  writeModel,
  writeModelParts,
} from '@flotilla/tflite';
import { readModelFile } from '../src/model/model-file';
import { inProcess, temporaryFolder } from './flotilla';

const file = temporaryFolder();
const GIGABYTE = 1024 ** 3;

function addModel(): Model {
  const x = makeTensor({ name: 'x', type: 'FLOAT32', shape: [2] });
  const y = makeTensor({ name: 'y', type: 'FLOAT32', shape: [2] });
  const constant = makeTensor({
    name: 'constant',
    type: 'FLOAT32',
    shape: [2],
    buffer: { data: bytesOf(Float32Array.of(1.5, -2)) },
  });
  const operator = makeOperator({ code: 'ADD', inputs: [x, constant], outputs: [y] });
  return makeModel({
    subgraphs: [makeSubgraph({ inputs: [x], outputs: [y], operators: [operator] })],
  });
}

/** A model whose constant stands at an offset, in a file that is a hole up to there. */
function sparseFile(path: string, offset: number): void {
  const [flatbuffer, , data] = writeModelParts(addModel(), { outsideFromBytes: 0 });
  if (!flatbuffer || !data) throw new Error('the constant does not stand outside');
  const view = new DataView(flatbuffer.buffer);
  const known = BigInt(flatbuffer.byteLength);
  for (let at = 0; at + 8 <= flatbuffer.byteLength; at += 4) {
    if (view.getBigUint64(at, true) === known) view.setBigUint64(at, BigInt(offset), true);
  }
  const handle = openSync(path, 'w');
  try {
    writeSync(handle, flatbuffer, 0, flatbuffer.byteLength, 0);
    writeSync(handle, data, 0, data.byteLength, offset);
    ftruncateSync(handle, offset + data.byteLength + 64);
  } finally {
    closeSync(handle);
  }
}

describe('a model of 5 GB', () => {
  const path = file('large.tflite');
  beforeAll(() => {
    sparseFile(path, 5 * GIGABYTE);
  });

  it('is read without being one array', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const { sizeBytes, model, hasOutsideData } = await readModelFile(path);
    expect(sizeBytes).toBe(statSync(path).size);
    expect(hasOutsideData).toBe(true);
    expect(readModel(writeModel(model))).toEqual(addModel());
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 ** 2);
  });

  it('is written in the form that every runtime reads, where it fits', async () => {
    const out = file('small.tflite');
    expect(await inProcess('metadata', path, out, '--name', 'Small')).toMatchObject({ status: 0 });
    expect(statSync(out).size).toBeLessThan(2000);
  });

  it('is not given to a runtime that wants it in one piece', async () => {
    expect(await inProcess('benchmark', path)).toMatchObject({ status: 2, code: 'FILE_TOO_LARGE' });
  });

  it('is refused when it is cut off', async () => {
    const cut = file('cut.tflite');
    sparseFile(cut, 3 * GIGABYTE);
    const handle = openSync(cut, 'r+');
    ftruncateSync(handle, 3 * GIGABYTE + 4);
    closeSync(handle);
    expect(await inProcess('inspect', cut)).toMatchObject({ status: 2, code: 'TRUNCATED' });
  });

  it('is told from what is no model', async () => {
    const zeros = file('zeros.tflite');
    const handle = openSync(zeros, 'w');
    ftruncateSync(handle, 3 * GIGABYTE);
    closeSync(handle);
    expect(await inProcess('inspect', zeros)).toMatchObject({ status: 2, code: 'NOT_A_MODEL' });
  });
});
