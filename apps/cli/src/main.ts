import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CliContext } from './context';
import { exitStatusOf } from './exit-status';
import { createProgram } from './program';
import { printable } from './text/printable';

async function main(): Promise<void> {
  // A reader that has seen enough (`| head`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  const context = processContext();
  try {
    await createProgram(context, version()).parseAsync();
  } catch (error) {
    const { exitCode, message } = exitStatusOf(error);
    if (message !== undefined) context.note(message);
    process.exitCode = exitCode;
  }
}

function processContext(): CliContext {
  return {
    print: (line) => process.stdout.write(`${printable(line)}\n`),
    note: (line) => process.stderr.write(`flotilla: ${printable(line)}\n`),
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
