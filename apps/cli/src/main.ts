import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CliContext } from './context';
import { exitStatusOf } from './exit-status';
import { createProgram } from './program';

async function main(): Promise<void> {
  // A reader that has seen enough (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  try {
    await createProgram(processContext(), version()).parseAsync();
  } catch (error) {
    const { exitCode, message } = exitStatusOf(error);
    if (message !== undefined) process.stderr.write(`flotilla: ${message}\n`);
    process.exitCode = exitCode;
  }
}

function processContext(): CliContext {
  return {
    print: (line) => process.stdout.write(`${line}\n`),
    note: (line) => process.stderr.write(`flotilla: ${line}\n`),
    drawProgress: process.stderr.isTTY
      ? (line) => process.stderr.write(`\r\u001b[K${line}`)
      : undefined,
    nowMs: () => performance.now(),
  };
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8'));
  const found =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? manifest.version
      : undefined;
  return String(found);
}

void main();
