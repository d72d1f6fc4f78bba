import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CliContext } from './context';
import { exitStatusOf } from './exit-status';
import { systemCode } from './files/input-file-error';
import { createProgram } from './program';
import { printable } from './text/printable';

async function main(): Promise<void> {
  const context = processContext();
  process.stdout.on('error', (error) => {
    // A reader that has seen enough (`| head`) is no fault.
    const reason = systemCode(error);
    if (reason === 'EPIPE') process.exit(0);
    context.note(`standard output cannot be written (${reason}); send it elsewhere`);
    process.exit(2);
  });
  // Where remarks cannot be written there is nothing left to tell it with.
  process.stderr.on('error', () => undefined);
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
