import type { ZooModel } from '@flotilla/testing';
import { answerRequest } from '../answer-request';
import type { Cell, Effort } from './cell';
import { type Bench, judgePeer, measureCell } from './measure-cell';
import { floatModel } from './models/float-model';
import { peerEnvironment } from './peer/peer-environment';
import { inputRange } from './photos/input-range';
import { photoSets } from './photos/photo-sets';
import { cellsText } from './report/cells-text';
import { figuresOf } from './report/figures';
import { BEST_EFFORT_SCHEMES, type BenchScheme, FLOOR_SCHEME } from './schemes';
import { type Request, select, type Selection } from './selection';
import { readCommandLine } from './sides/command-line';
import type { Task } from './sides/task';

// `node tools/run-ts.cjs main.ts REQUEST RESULTS`: the request as JSON, and the file to write figures, text and cells to.

async function run(request: Request): Promise<object> {
  const selection = select(request);
  const bench: Bench = {
    peer: await peerEnvironment(),
    commandLine: await readCommandLine(),
    runs: request.runs,
    fresh: request.fresh,
    latencyRuns: request.quick ? 50 : 100,
  };
  const cells: Cell[] = [];
  for (const model of selection.models) {
    cells.push(...(await measureModel(bench, model, selection, request.quick)));
  }
  return { figures: figuresOf(cells), text: cellsText(cells), details: { cells } };
}

async function measureModel(
  bench: Bench,
  zooModel: ZooModel,
  { schemes, threads }: Selection,
  quick: boolean,
): Promise<Cell[]> {
  const model = await floatModel(zooModel);
  const photos = await photoSets(model.height, model.width, inputRange(model.name));
  const taskOf = (scheme: BenchScheme): Task => ({
    model,
    scheme,
    calibration: photos.calibration,
    threads,
  });
  const cells: Cell[] = [];
  for (const scheme of schemes) {
    for (const effort of effortsOf(scheme, quick)) {
      console.error(`${model.name}: ${scheme.name}${effort === 'best' ? ', best effort' : ''}`);
      cells.push(await measureCell(bench, taskOf(scheme), photos.judging, effort));
    }
  }
  // Last, lest the peer's run for it is taken for an earlier one of the scheme's own cell.
  const floor = await judgePeer(bench, taskOf(FLOOR_SCHEME), photos.judging);
  return cells.map((cell) => ({ ...cell, ...(floor && { floor }) }));
}

function effortsOf({ name }: BenchScheme, quick: boolean): readonly Effort[] {
  return BEST_EFFORT_SCHEMES.includes(name) && !quick ? ['default', 'best'] : ['default'];
}

answerRequest((request) => run(JSON.parse(request) as Request));
