import { readFileSync, writeFileSync } from 'node:fs';
import { createTfliteRuntime } from '@flotilla/runtime';
import { readModel, writeModel, cloneModel, isConstant, floatData, type Model, type Tensor } from '@flotilla/tflite';
import { ZOO } from '../testing/src/zoo';
import { calibrate } from './src/calibrate/calibrate';
import { leastErrorRange } from './src/calibrate/choose-range';
import { planModel } from './src/plan/plan-model';
import { rewriteModel } from './src/rewrite/rewrites';
import { recipeFor } from './src/recipe/recipe';
import { equalizeChannels } from './src/equalize/equalize-channels';
import { compensated } from './src/weights/compensated';
import { foldHalves } from './src/prepare/fold-halves';
import type { Range } from './src/numerics/range';

export function npy(path: string) { const b = readFileSync(path); const hl = b.readUInt16LE(8); const h = b.subarray(10, 10 + hl).toString(); const shape = /\(([^)]*)\)/.exec(h)![1]!.split(',').map((x) => x.trim()).filter(Boolean).map(Number); const off = 10 + hl; const data = new Float32Array(b.buffer.slice(b.byteOffset + off, b.byteOffset + b.byteLength)); return { shape, data }; }
export const DATA: Record<string, string> = { hand_landmark_lite: 'p224', hand_landmark_full: 'p224', palm_detection_lite: 'p192', face_detection_short_range: 'p128', face_detection_full_range: 'p192' };
export const runtime = createTfliteRuntime();
export async function outputs(file: Uint8Array, data: Float32Array, n: number, per: number) {
  const it = await runtime.load(file, { delegate: 'xnnpack', threads: 2 });
  const outs: Float32Array[][] = [];
  for (let i = 0; i < n; i++) { const o = await it.invoke([new Uint8Array(data.buffer, data.byteOffset + i * per * 4, per * 4)]); outs.push(o.map((x) => new Float32Array(x.buffer))); }
  await it.close(); return outs;
}
export function snr(ref: Float32Array[][], got: Float32Array[][]) {
  return ref[0]!.map((_, k) => { let s = 0, e = 0; ref.forEach((r, i) => r[k]!.forEach((v, j) => { s += v * v; const d = v - got[i]![k]![j]!; e += d * d; })); return (10 * Math.log10(s / e)).toFixed(1).padStart(5); }).join(' / ');
}
export const NEV = Number(process.env.NEV ?? 40), NCAL = Number(process.env.NCAL ?? 100);
async function main() {
  const [name = 'hand_landmark_lite', ...variants] = process.argv.slice(2);
  const model = readModel(await ZOO.find((z) => z.name === name)!.load());
  model.subgraphs.forEach(foldHalves);
  const d = DATA[name]!;
  const cal = npy(`/tmp/exp/${d}_cal.npy`), ev = npy(`/tmp/exp/${d}_eval.npy`);
  const per = ev.data.length / ev.shape[0]!;
  const ref = await outputs(writeModel(model), ev.data, NEV, per);
  let t = Date.now();
  if (process.env.EQ) {
    const before = await calibrate(model, { runtime, threads: 2, invocations: Array.from({ length: 24 }, (_, i) => ({ inputs: [new Uint8Array(cal.data.buffer, cal.data.byteOffset + (i*7%NCAL) * per * 4, per * 4)], sampleCount: 1 })) });
    const n = equalizeChannels(model.subgraphs[0]!, (t, c) => { const s = before.statistics.get(t)?.channels; return s && { typical: s.typicalPeak(c), largest: Math.max(-s.min[c]!, s.max[c]!) * 1.05 }; });
    console.log('equalized', n, 'float after', snr(ref, await outputs(writeModel(model), ev.data, NEV, per)));
  }
  const { statistics, weights } = await calibrate(model, { runtime, threads: 2, ...(process.env.W && { sampleCount: NCAL }), invocations: Array.from({ length: NCAL }, (_, i) => ({ inputs: [new Uint8Array(cal.data.buffer, cal.data.byteOffset + i * per * 4, per * 4)], sampleCount: 1 })) });
  console.log('calibrated', Date.now() - t, 'ms');
  for (const v of variants) {
    t = Date.now();
    const [scheme, method] = v.split(':') as [any, string];
    const type = scheme === '16x8' ? 'INT16' : 'INT8';
    const ranges = new Map<Tensor, Range>();
    for (const [tensor, s] of statistics) {
      const bins = s.histogram.bins();
      let r = s.range;
      if (method === 'mse') r = leastErrorRange(bins, r, type);
      if (method?.startsWith('p')) { const tail = (1 - Number(method.slice(1)) / 100) / 2; const total = bins.reduce((a, b) => a + b.count, 0); let c = 0, lo = bins[0]!.low; for (const b of bins) { c += b.count; if (c > total * tail) { lo = b.low; break; } } c = 0; let hi = 0; for (const b of [...bins].reverse()) { c += b.count; if (c > total * tail) { hi = b.high; break; } } r = { min: Math.max(r.min, lo), max: Math.min(r.max, hi) }; }
      ranges.set(tensor, r);
    }
    // cloned: plan on the clone
    const { model: copy, tensorOf } = cloneModel(model);
    const mapped = new Map([...ranges].map(([k, r]) => [tensorOf.get(k)!, r]));
    const ops = new Map(model.subgraphs[0]!.operators.map((o, i) => [copy.subgraphs[0]!.operators[i]!, weights.get(o)!]).filter((x: any) => x[1]) as any);
    const plan = planModel(copy, { recipe: recipeFor(scheme), runtime: '2.9', ranges: mapped, ...(v.endsWith('g') && { weights: compensated(ops as any) }) });
    rewriteModel(copy, plan, '2.9');
    const file = writeModel(copy);
    writeFileSync(`/tmp/exp/${name}.${scheme}.tflite`, file);
    const ms = Date.now() - t;
    console.log(name, v.padEnd(12), `${ms} ms`, file.length, snr(ref, await outputs(file, ev.data, NEV, per)));
  }
}
if (process.argv[1]?.includes('exp2')) void main();
