import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Runtime } from '@flotilla/evaluation';
import type { DesiredModel, DesiredVariant } from '@flotilla/protocol';
import { Agent } from '../src/agent';
import { parseConfig } from '../src/config';
import { ensureEnrolled } from '../src/identity/ensure-enrolled';
import { readInputData } from '../src/input/input-source';
import { createLog } from '../src/log';
import type { Platform } from './platform';
import { evaluationFiles, goldenFile, type TinyModel } from './tiny-model';

/** A device's disk, and agents that live on it one after the other. */
export class Device {
  private readonly agents: Agent[] = [];
  private readonly children: ChildProcess[] = [];

  private constructor(
    private readonly platform: Platform,
    readonly dataDir: string,
  ) {}

  static async make(platform: Platform): Promise<Device> {
    return new Device(platform, await mkdtemp(join(tmpdir(), 'flotilla-agent-')));
  }

  arguments(extra: readonly string[] = []): string[] {
    const { gatewayUrl, mqttUrl } = this.platform;
    return [
      ...['--gateway-url', gatewayUrl, '--mqtt-url', mqttUrl, '--data-dir', this.dataDir],
      ...['--name', 'test', '--enrolment-token', 'token', '--window-ms', '200'],
      ...['--log-file', join(this.dataDir, 'agent.log')],
      ...extra,
    ];
  }

  /** An agent in this process, with the runtime as `adapt` makes it. */
  async start(
    extra: readonly string[] = [],
    adapt: (runtime: Runtime) => Runtime = (runtime) => runtime,
  ): Promise<Agent> {
    const config = parseConfig(this.arguments(extra), {});
    const log = createLog(config);
    const { inputSource, labels } = config;
    const inputData =
      inputSource === undefined ? undefined : await readInputData(inputSource, labels);
    const identity = await ensureEnrolled(config, new AbortController().signal, log);
    // As the agent does: native code is loaded when a device starts, not when its code is read.
    const { createTfliteRuntime } = await import('@flotilla/runtime');
    const runtime = adapt(createTfliteRuntime());
    const agent = await Agent.start({ config, runtime, identity, inputData, log });
    this.agents.push(agent);
    return agent;
  }

  /** An agent in a process of its own, to be killed. */
  spawn(extra: readonly string[] = []): ChildProcess {
    return this.run([...this.agentCommand(), ...extra]);
  }

  /** An agent in a process of its own, to its end. */
  async end(extra: readonly string[] = []): Promise<{ exitCode: number | null; stderr: string }> {
    const child = this.run([...this.agentCommand(), ...extra], 'pipe');
    const ended = once(child, 'close');
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    await ended;
    return { exitCode: child.exitCode, stderr };
  }

  /** A process whose one child is an agent that is told to go with it. */
  spawnUnderParent(): ChildProcess {
    const command = JSON.stringify([...this.agentCommand(), '--exit-with-parent']);
    const script = `require('node:child_process').spawn(process.execPath, ${command}, { stdio: 'ignore' })`;
    return this.run(['-e', script]);
  }

  private agentCommand(): string[] {
    const main = resolve(__dirname, '../src/main.ts');
    return ['-C', '@flotilla/source', '-r', '@swc-node/register', main, ...this.arguments()];
  }

  private run(command: readonly string[], stderr: 'ignore' | 'pipe' = 'ignore'): ChildProcess {
    const cwd = resolve(__dirname, '../../..');
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', stderr], cwd });
    this.children.push(child);
    return child;
  }

  /** Puts an input source that `model` classifies without a mistake. */
  async inputSource(model: TinyModel): Promise<string[]> {
    const { inputs, labels } = evaluationFiles(model);
    await writeFile(join(this.dataDir, 'evaluation-inputs.npy'), inputs);
    await writeFile(join(this.dataDir, 'evaluation-labels.npy'), labels);
    return ['--input-source', this.dataDir, '--rate', '50'];
  }

  async destroy(): Promise<void> {
    for (const child of this.children) child.kill('SIGKILL');
    for (const agent of this.agents) await agent.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

/** A variant whose files are on the platform. */
export function offer(
  platform: Platform,
  model: TinyModel,
  changes: Partial<DesiredVariant> & { readonly golden?: Uint8Array } = {},
): DesiredVariant {
  const { golden = goldenFile(model), ...rest } = changes;
  return {
    variantId: `variant-${model.digest.slice(0, 8)}`,
    digest: platform.artifacts.add(model.file),
    sizeBytes: BigInt(model.file.length),
    delegates: ['xnnpack', 'cpu'],
    goldenDigest: platform.artifacts.add(golden),
    goldenSizeBytes: BigInt(golden.length),
    goldenTolerance: 1e-4,
    ...rest,
  };
}

export function target(
  attempt: number,
  variants: readonly DesiredVariant[],
  changes: Partial<DesiredModel> = {},
): DesiredModel {
  return {
    model: 'tiny',
    modelVersion: attempt,
    rolloutId: 'rollout',
    attempt,
    version: attempt,
    variants,
    ...changes,
  };
}
