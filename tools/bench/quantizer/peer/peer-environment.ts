import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runForJson } from '../commands/run-program';
import { ROOT } from '../workspace';

export interface PeerEnvironment {
  readonly python: string;
  /** Of LiteRT Quantizer. */
  readonly quantizer: string;
  /** Of LiteRT, the runtime that judges. */
  readonly runtime: string;
}

const INSTALL = 'node tools/bench/quantizer/peer/install-peer.mjs';

/**
 * The Python that holds the peer: `FLOTILLA_PEER_PYTHON`, or the one that the install script makes.
 * @throws Error when it is missing or holds other versions than the bars were set against
 */
export async function peerEnvironment(): Promise<PeerEnvironment> {
  const python = process.env['FLOTILLA_PEER_PYTHON'] ?? join(ROOT, '.build/peer/bin/python');
  if (!existsSync(python)) {
    throw new Error(`The peer is not installed: no ${python}; run ${INSTALL}, which needs PyPI`);
  }
  const pins = requirements();
  const found = await runForJson<Record<string, string>>(python, [
    '-c',
    `import importlib.metadata as m, json; print(json.dumps({name: m.version(name) for name in ${JSON.stringify(Object.keys(pins))}}))`,
  ]);
  for (const [name, version] of Object.entries(pins)) {
    if (found[name] !== version) {
      throw new Error(
        `${python} has ${name} ${String(found[name])}, and the bars speak of ${version}; run ${INSTALL}`,
      );
    }
  }
  return {
    python,
    quantizer: pins['litert-quantizer'] ?? '',
    runtime: pins['ai-edge-litert'] ?? '',
  };
}

/** Versions by package. */
function requirements(): Record<string, string> {
  const lines = readFileSync(join(__dirname, 'requirements.txt'), 'utf8').trim().split('\n');
  return Object.fromEntries(
    lines.map((line): [string, string] => {
      const [name = '', version = ''] = line.split('==');
      return [name, version];
    }),
  );
}
