import { bundleDashboard } from './bundle-dashboard.mjs';
import { compileTypescript } from './compile-typescript.mjs';
import { generateDatabaseClient } from './generate-database-client.mjs';
import { installDependencies } from './install-dependencies.mjs';
import { assertNodeVersion } from './node-version.mjs';

/**
 * Makes a checkout runnable: dependencies, generated code, compiled code, dashboard; each only when missing or stale.
 * @param {{ quiet?: boolean, dashboard?: boolean }} options
 */
export async function bootstrap({ quiet = false, dashboard = true } = {}) {
  const say = quiet ? () => {} : (line) => console.error(`· ${line}`);
  assertNodeVersion();
  await installDependencies(say);
  const bundled = dashboard ? bundleDashboard(say) : Promise.resolve();
  await Promise.all([generateDatabaseClient(say).then(() => compileTypescript(say)), bundled]);
}

/** Runs a tool's main function; a failure is one readable message and exit code 1. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
