import { readFileSync, writeFileSync } from 'node:fs';
import { createTfliteRuntime } from '@flotilla/runtime';
import { readModel, writeModel, type Model } from '@flotilla/tflite';
import { ZOO } from '../testing/src/zoo';
import { quantize } from './src/quantize';
import { foldHalves } from './src/prepare/fold-halves';

function npy(path: string) { const b = readFileSync(path); const hl = b.readUInt16LE(8); const h = b.subarray(10, 10 + hl).toString(); const shape = /\(([^)]*)\)/.exec(h)![1]!.split(',').map((x) => x.trim()).filter(Boolean).map(Number); const off = 10 + hl; const data = new Float32Array(b.buffer.slice(b.byteOffset + off, b.byteOffset + b.byteLength)); return { shape, data }; }
const DATA: Record<string, string> = { hand_landmark_lite: 'p224', hand_landmark_full: 'p224', palm_detection_lite: 'p192', face_detection_short_range: 'p128', face_detection_full_range: 'p192' };
const runtime = createTfliteRuntime();
async function outputs(file: Uint8Array, data: Float32Array, n: number, per: number) {
  const it = await runtime.load(file, { delegate: 'xnnpack', threads: 2 });
  const outs: Float32Array[][] = [];
  for (let i = 0; i < n; i++) { const o = await it.invoke([new Uint8Array(data.buffer, data.byteOffset + i * per * 4, per * 4)]); outs.push(o.map((x) => new Float32Array(x.buffer))); }
  await it.close(); return outs;
}
export function snr(ref: Float32Array[][], got: Float32Array[][]) {
  return ref[0]!.map((_, k) => { let s = 0, e = 0; ref.forEach((r, i) => r[k]!.forEach((v, j) => { s += v * v; const d = v - got[i]![k]![j]!; e += d * d; })); return (10 * Math.log10(s / e)).toFixed(1); }).join(' / ');
}
async function main() {
  const [name = 'hand_landmark_lite', ...schemes] = process.argv.slice(2);
  const zoo = ZOO.find((z) => z.name === name)!;
  const model = readModel(await zoo.load());
  model.subgraphs.forEach(foldHalves);
  const d = DATA[name]!;
  const cal = npy(`/tmp/exp/${d}_cal.npy`), ev = npy(`/tmp/exp/${d}_eval.npy`);
  const per = ev.data.length / ev.shape[0]!;
  const n = Number(process.env.NEV ?? 12);
  const ref = await outputs(writeModel(model), ev.data, n, per);
  for (const scheme of schemes) {
    const t = Date.now();
    const r = await quantize(model, { scheme: scheme as any, runtime, threads: 2, calibration: Array.from({ length: Number(process.env.NCAL ?? 32) }, (_, i) => ({ inputs: [new Uint8Array(cal.data.buffer, cal.data.byteOffset + i * per * 4, per * 4)], sampleCount: 1 })) });
    const ms = Date.now() - t;
    const file = writeModel(r.model);
    writeFileSync(`/tmp/exp/${name}.${scheme}.tflite`, file);
    console.log(name, scheme, `${ms} ms`, file.length, snr(ref, await outputs(file, ev.data, n, per)), 'left', r.report.leftFloat.map((x) => x.operator + ':' + x.reason).slice(0, 5).join('; '));
  }
}
void main();
