import { join } from 'node:path';
import { isCodedError } from '@flotilla/foundation';
import type { DemoAgent } from './demo/demo-agent';
import { createGraphqlClient } from './demo/graphql-client';
import { createNarrator, type Narrator } from './demo/narrator';
import { runDemo } from './demo/run-demo';
import type { DemoSummary } from './demo/summary';
import type { StandaloneOptions } from './options';
import { type Platform, startPlatform } from './platform/start-platform';
import { watchEventLoop } from './event-loop-watch';
import { interrupted } from './interrupted';

/**
 * Starts the platform, runs the demo unless told not to, and stays until interrupted, or ends after the demo.
 * @returns exit code of the process
 */
export async function runStandalone(options: StandaloneOptions, root: string): Promise<number> {
  const startedMs = performance.now();
  const narrator = createNarrator(process.stdout);
  const stop = interrupted();
  const platform = await startPlatform({
    ...options,
    dashboardDirectory: join(root, 'apps/dashboard/dist'),
    say: (line) => {
      narrator.say(line);
    },
  });
  const servedMs = performance.now() - startedMs;
  const stopWatching = options.json ? watchEventLoop() : undefined;
  narrator.say(`Flotilla serves GraphQL at ${platform.apiUrl}/graphql (${seconds(servedMs)})`);

  let agents: readonly DemoAgent[] = [];
  const work = options.demo
    ? demonstrate(platform, options, root, narrator, (running) => {
        agents = running;
      })
    : Promise.resolve(null);
  try {
    const ended = await Promise.race([work, stop]);
    if (ended === 'interrupted') return options.once ? 130 : 0;
    const ok = !options.demo || ended !== null;
    const totalMs = performance.now() - startedMs;
    if (options.demo)
      narrator.say(`\nServed after ${seconds(servedMs)}, all done after ${seconds(totalMs)}`);
    if (options.json)
      narrator.say(
        JSON.stringify({ ok, servedMs, totalMs, longestTurnMs: stopWatching?.(), ...ended }),
      );
    if (options.once) return ok ? 0 : 1;
    sayAddresses(platform, narrator);
    await stop;
    return 0;
  } finally {
    await Promise.all(agents.map((agent) => agent.close()));
    await platform.close();
  }
}

/** @returns null when it failed; that is told and, unless `--once`, leaves the platform up to be looked at */
async function demonstrate(
  platform: Platform,
  { dataDirectory }: StandaloneOptions,
  root: string,
  narrator: Narrator,
  onAgents: (agents: readonly DemoAgent[]) => void,
): Promise<DemoSummary | null> {
  const { apiUrl, token, gatewayUrl, mqttUrl } = platform;
  const surroundings = {
    client: createGraphqlClient(apiUrl, token),
    dataDirectory,
    sampleFolder: join(root, 'samples/fashion-mnist'),
    gatewayUrl,
    mqttUrl,
  };
  try {
    return await runDemo(surroundings, narrator, onAgents);
  } catch (error) {
    const what = isCodedError(error) ? `${error.code}: ${error.message}` : String(error);
    narrator.say(
      `The demo failed. ${what}\nThe servers' log is ${join(dataDirectory, 'flotilla.log')}`,
    );
    return null;
  }
}

function sayAddresses({ apiUrl, gatewayUrl, mqttUrl, token }: Platform, narrator: Narrator): void {
  narrator.say(`
Dashboard   ${apiUrl}/#token=${token}
GraphQL     ${apiUrl}/graphql (Authorization: Bearer ${token})
Gateway     ${gatewayUrl} (enrolment, downloads), ${mqttUrl}
Ctrl-C stops everything.`);
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
