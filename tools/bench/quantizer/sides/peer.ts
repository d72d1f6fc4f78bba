import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Side } from '../cell';
import { measureCommand } from '../commands/measured-command';
import type { PeerEnvironment } from '../peer/peer-environment';
import { digest, digestOfFiles, workspacePath } from '../workspace';
import type { Task } from './task';

const SCRIPT = join(__dirname, '../peer/quantize.py');

/**
 * Quantizes with LiteRT Quantizer, or takes what it made before of the same model, photos and threads.
 * @param fresh run it even so, so that its time can be compared
 */
export async function quantizeWithPeer(
  peer: PeerEnvironment,
  task: Task,
  fresh: boolean,
): Promise<Side> {
  const { model, scheme, calibration, threads } = task;
  const key = digest(
    model.digest,
    scheme.peer,
    scheme.calibrated ? calibration.digest : '',
    String(threads),
    peer.quantizer,
    digestOfFiles(SCRIPT),
  );
  const path = workspacePath('peer', `${model.name}.${scheme.name}-${key}.tflite`);
  const record = workspacePath('peer', `${model.name}.${scheme.name}-${key}.json`);
  if (!fresh && existsSync(record)) {
    return earlier(JSON.parse(readFileSync(record, 'utf8')) as Side);
  }
  const outcome = await measureCommand(peer.python, [
    ...[peer.python, SCRIPT, model.path, path],
    ...['--recipe', scheme.peer],
    ...['--calibration', calibration.path, '--input', model.inputName],
    ...['--threads', String(threads)],
  ]);
  const side: Side =
    'fault' in outcome
      ? { status: 'failed', fault: outcome.fault }
      : {
          status: 'built',
          built: {
            path,
            digest: digestOfFiles(path),
            measurements: [outcome.measurement],
            measuredNow: true,
          },
        };
  writeFileSync(record, JSON.stringify(side));
  return side;
}

function earlier(side: Side): Side {
  if (side.status !== 'built') return side;
  return { ...side, built: { ...side.built, measuredNow: false } };
}
