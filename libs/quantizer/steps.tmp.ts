import { readFileSync, openSync, readSync, fstatSync } from 'node:fs';
import { createTfliteRuntime } from '@flotilla/runtime';
import { readModel, writeModel } from '@flotilla/tflite';
import { quantize } from './src/quantize';
const B = '/work/wt/base/.build/bench/quantizer';
const [, , name = 'hand_landmark_lite', scheme = 'int8', npyName = '', threads = '2'] = process.argv;
const fd = openSync(`${B}/photos/${npyName}`, 'r');
const head = Buffer.alloc(10); readSync(fd, head, 0, 10, 0);
const off = 10 + head.readUInt16LE(8);
const n = 200; const per = (fstatSync(fd).size - off) / n;
let readMs = 0;
function* data() {
  for (let i = 0; i < n; i++) {
    const t = performance.now();
    const b = new Uint8Array(per); readSync(fd, b, 0, per, off + i * per); readMs += performance.now() - t;
    yield { inputs: [b], sampleCount: 1 };
  }
}
const t0 = performance.now(); let last = t0; let step = 'start'; let cpu = process.cpuUsage();
const rows: string[] = [];
const mark = (next: string) => {
  const now = performance.now(); const u = process.cpuUsage(cpu);
  if (next !== step) { rows.push(`${step.padEnd(10)} ${(now - last).toFixed(0).padStart(6)} ms wall  ${((u.user + u.system) / 1000).toFixed(0).padStart(6)} ms cpu  peak ${(process.resourceUsage().maxRSS/1024).toFixed(0)} rss ${(process.memoryUsage().rss/1048576).toFixed(0)} heap ${(process.memoryUsage().heapUsed/1048576).toFixed(0)} ext ${(process.memoryUsage().arrayBuffers/1048576).toFixed(0)}`); last = now; step = next; cpu = process.cpuUsage(); }
};
const runtime = createTfliteRuntime();
let nativeMs = 0, loads = 0, calls = 0;
const timed = { ...runtime, delegates: runtime.delegates, name: runtime.name, version: runtime.version, load: async (f: Uint8Array, o: never) => { loads++; const t = performance.now(); const it = await runtime.load(f, o); nativeMs += 0 * (performance.now() - t); return it; } } as typeof runtime;
const model = readModel(readFileSync(`${B}/models/${name}.tflite`));
quantize(model, { scheme: scheme as 'int8', runtime: timed, threads: Number(threads), calibration: () => data(), onProgress: ({ step: s }) => mark(s) }).then((r) => {
  mark('end');
  console.log(rows.join('\n')); console.log('total', (performance.now() - t0).toFixed(0), 'read', readMs.toFixed(0), 'loads', loads, 'rss', (process.resourceUsage().maxRSS / 1024).toFixed(0));
});
