import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoSummary } from '../src/demo/summary';
import { eventually, processesWith } from './processes';

const root = join(__dirname, '../../..');

export interface Summary extends DemoSummary {
  readonly ok: boolean;
  readonly servedMs: number;
  readonly totalMs: number;
  readonly longestTurnMs: number;
}

/** `npm start` as a user's shell runs it, in a process group, on ports and in a folder of its own. */
export class DemoProcess {
  readonly child: ChildProcess;
  private output = '';
  private readonly watchers = new Set<() => void>();

  constructor(
    readonly dataDirectory: string,
    ...options: string[]
  ) {
    const ports = ['--port', '0', '--gateway-port', '0', '--mqtt-port', '0'];
    this.child = spawn(
      process.execPath,
      ['tools/start.mjs', '--data-dir', dataDirectory, ...ports, ...options],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
    );
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
        for (const watch of this.watchers) watch();
      });
    this.child.once('exit', () => {
      for (const watch of this.watchers) watch();
    });
  }

  /** Waits for a line; fails with all output when the process ends before it. */
  async printed(pattern: RegExp): Promise<void> {
    await this.until(() => pattern.test(this.output), `printing ${String(pattern)}`);
  }

  /** Waits for the end, and gives what `--json` printed. */
  async finished(): Promise<{ exitCode: number | null; summary: Summary | null; output: string }> {
    if (this.child.exitCode === null && this.child.signalCode === null)
      await new Promise((resolve) => this.child.once('close', resolve));
    const line = this.output.split('\n').find((each) => each.startsWith('{"ok"'));
    return {
      exitCode: this.child.exitCode,
      summary: line === undefined ? null : (JSON.parse(line) as Summary),
      output: this.output,
    };
  }

  async postgresProcessId(): Promise<number> {
    const file = join(this.dataDirectory, 'postgres/data/postmaster.pid');
    return Number((await readFile(file, 'utf8')).split('\n')[0]);
  }

  /** What a terminal does at Ctrl-C: every process of the group gets the signal. */
  interrupt(): void {
    process.kill(-this.child.pid!, 'SIGINT');
  }

  /** The optimizer's worker, once there is one. */
  async workerProcessId(): Promise<number> {
    const find = () => processesWith(join(this.dataDirectory, 'artifacts'))[0];
    if (!(await eventually(() => find() !== undefined)))
      throw new Error(`no worker:\n${this.output}`);
    return find()!;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  private until(holds: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const watch = () => {
        if (holds()) resolve();
        else if (this.child.exitCode !== null)
          reject(new Error(`ended with ${this.child.exitCode} before ${what}:\n${this.output}`));
        else return;
        this.watchers.delete(watch);
      };
      this.watchers.add(watch);
      watch();
    });
  }
}
