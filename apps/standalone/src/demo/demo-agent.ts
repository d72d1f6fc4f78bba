import { type ChildProcess, fork } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface DemoAgentPlan {
  readonly name: string;
  readonly dataDirectory: string;
  readonly gatewayUrl: string;
  readonly mqttUrl: string;
  readonly sampleFolder: string;
  /** Asked for only while the device has no identity of its own. */
  readonly newEnrolmentToken: () => Promise<string>;
}

const inferencesPerSecond = 40;
const windowMs = 2_000;
const firstRestartDelayMs = 250;
const restartDelayLimitMs = 5_000;
/** An agent that ran this long did not die of its start; the next restart is quick again. */
const longRunMs = 30_000;

/** One demo device: an agent in a process of its own, started again when it dies, as an init system would do. */
export class DemoAgent {
  private child: ChildProcess | undefined;
  private closing = false;
  private restartDelayMs = firstRestartDelayMs;

  constructor(private readonly plan: DemoAgentPlan) {}

  get name(): string {
    return this.plan.name;
  }

  async start(): Promise<void> {
    const token = (await this.isEnrolled()) ? '' : await this.plan.newEnrolmentToken();
    if (this.isClosing()) return;
    const { name, dataDirectory, gatewayUrl, mqttUrl, sampleFolder } = this.plan;
    const options = {
      'gateway-url': gatewayUrl,
      'mqtt-url': mqttUrl,
      'data-dir': dataDirectory,
      name,
      rate: inferencesPerSecond,
      'window-ms': windowMs,
      'input-source': sampleFolder,
      'log-file': join(dataDirectory, 'agent.log'),
    };
    const pairs = Object.entries(options).flatMap(([key, value]) => [`--${key}`, String(value)]);
    const child = fork(require.resolve('@flotilla/agent/main'), [...pairs, '--exit-with-parent'], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: ['--enable-source-maps'],
      // Not as an argument, which every user of the machine could read.
      env: { ...process.env, FLOTILLA_AGENT_ENROLMENT_TOKEN: token },
    });
    this.child = child;
    const startedMs = performance.now();
    child.once('exit', () => void this.restart(performance.now() - startedMs > longRunMs));
  }

  /** Ends the agent and waits until it is gone. */
  async close(): Promise<void> {
    this.closing = true;
    const child = this.child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) =>
      child.once('exit', () => {
        resolve();
      }),
    );
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await gone;
    clearTimeout(patience);
  }

  private isClosing(): boolean {
    return this.closing;
  }

  private async restart(ranLong = false): Promise<void> {
    if (this.isClosing()) return;
    await sleep(this.restartDelayMs);
    this.restartDelayMs = ranLong
      ? firstRestartDelayMs
      : Math.min(2 * this.restartDelayMs, restartDelayLimitMs);
    if (this.isClosing()) return;
    // The platform may be closing, or its database starting again: then once more, later.
    await this.start().catch(() => this.restart());
  }

  private async isEnrolled(): Promise<boolean> {
    const identity = join(this.plan.dataDirectory, 'identity.json');
    return access(identity).then(
      () => true,
      () => false,
    );
  }
}
