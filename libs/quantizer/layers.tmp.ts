import { readFileSync } from 'node:fs';
import { createTfliteRuntime } from '@flotilla/runtime';
import { readModel, writeModel, type Model, type Tensor } from '@flotilla/tflite';
import { ZOO } from '../testing/src/zoo';
import { foldHalves } from './src/prepare/fold-halves';
const runtime = createTfliteRuntime();
function npy(path: string) { const b = readFileSync(path); const hl = b.readUInt16LE(8); const off = 10 + hl; const h = b.subarray(10, 10 + hl).toString(); const shape = /\(([^)]*)\)/.exec(h)![1]!.split(',').map((x) => x.trim()).filter(Boolean).map(Number); const data = new Float32Array(b.buffer.slice(b.byteOffset + off, b.byteOffset + b.byteLength)); return { shape, data }; }
async function all(model: Model, sample: Uint8Array, delegate: 'cpu'|'xnnpack') {
  const main = model.subgraphs[0]!;
  const produced = main.operators.flatMap((o) => o.outputs);
  const saved = main.outputs; main.outputs = produced; const sig = model.signatures; model.signatures = [];
  const it = await runtime.load(writeModel(model), { delegate });
  const out = await it.invoke([sample]);
  await it.close(); main.outputs = saved; model.signatures = sig;
  return new Map(produced.map((t, i) => [t, out[i]!]));
}
function floats(t: Tensor, b: Uint8Array) { const a = b.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength);
  if (t.type === 'FLOAT32') return new Float32Array(a);
  const raw = t.type === 'INT8' ? new Int8Array(a) : new Int16Array(a); const s = t.quantization!.scale[0]!, z = Number(t.quantization!.zeroPoint[0] ?? 0n);
  return Float32Array.from(raw, (q) => (q - z) * s); }
async function main() {
  const [name = '', scheme = '', data = '', idx = '3'] = process.argv.slice(2);
  const zoo = ZOO.find((z) => z.name === name)!;
  const f = readModel(await zoo.load()); f.subgraphs.forEach(foldHalves);
  const q = readModel(readFileSync(`/tmp/exp/${name}.${scheme}.tflite`));
  const ev = npy(`/tmp/exp/${data}_eval.npy`); const per = ev.data.length / ev.shape[0]!; const i = Number(idx);
  const sample = new Uint8Array(ev.data.buffer, i * per * 4, per * 4);
  const fo = await all(f, sample, 'cpu'), qo = await all(q, sample, process.env.D as 'cpu' ?? 'cpu');
  const byName = new Map([...fo].map(([t, b]) => [t.name, floats(t, b)]));
  for (const o of q.subgraphs[0]!.operators) for (const t of o.outputs) {
    const r = byName.get(t.name.replace(/_int(8|16)$/, '')); if (!r) { console.log('?', o.code, t.name); continue; }
    const g = floats(t, qo.get(t)!); let s = 0, e = 0; r.forEach((v, k) => { s += v * v; e += (v - g[k]!) ** 2; });
    console.log(o.code.padEnd(18), String((10 * Math.log10(s / e)).toFixed(1)).padStart(6), t.type, 's', t.quantization?.scale[0]?.toPrecision(3), 'zp', String(t.quantization?.zeroPoint[0]), 'range', Math.min(...r).toFixed(2), Math.max(...r).toFixed(2), t.name.slice(-40));
  }
}
void main();
