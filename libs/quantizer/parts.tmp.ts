import { readFileSync } from 'node:fs';
import { readModel } from '@flotilla/tflite';
import { prepareModel } from './src/prepare/prepare-model';
import { RowSamples } from './src/calibrate/row-samples';
import { patchReader } from './src/calibrate/input-patches';
for (const name of process.argv.slice(2)) {
const model = readModel(readFileSync(`/work/wt/base/.build/bench/quantizer/models/${name}.tflite`));
prepareModel(model);
const g = model.subgraphs[0]!;
let values = 0, grid = 0;
for (const o of g.operators) for (const t of o.outputs) { const n = t.shape.reduce((a, b) => a * b, 1); values += n; const c = t.shape.at(-1) ?? 1; grid += Math.min(n, 100 * 100 * c); }
let rows = 0, chol = 0, round = 0, mm = 0, kept = 0;
const ks: Record<string, number> = {};
for (const o of g.operators) { const r = patchReader(o); if (!r) continue; const n = o.outputs[0]!.shape.at(-1)!; ks[`${o.code[0]}${r.length}x${r.groups > 1 ? r.groups : n}`] = (ks[`${o.code[0]}${r.length}x${r.groups > 1 ? r.groups : n}`] ?? 0) + 1;
 if (r.length > 1536) continue; const w = Math.max(320, 2 * r.length); if (r.groups === 1 && r.length >= 48) { rows += w * r.length; kept += r.length ** 2; mm += w * r.length ** 2; } chol += r.groups * r.length ** 3 / 6; round += (r.groups > 1 ? r.groups : n) * r.length ** 2 / 2; }
console.log(name, { values: values / 1e6, MBrows: rows * 4 / 1e6, MBmoments: kept * 4 / 1e6, matmulG: mm / 1e9, cholG: chol / 1e9, roundG: round / 1e9, ops: g.operators.length }); console.log(JSON.stringify(ks));
}
