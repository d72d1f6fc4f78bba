#!/usr/bin/env node
// In a source checkout this compiles first what is missing or older than its source; an installed package has its dist.
const { spawnSync } = require('node:child_process');
const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const root = join(module.path, '../../..');
const build = join(root, 'tools/build.mjs');

/** The build gives an output its source's time, and loses its fraction of a millisecond. */
const roundingMs = 1;

function isStale(workspace) {
  const source = join(root, workspace, 'src');
  if (!existsSync(source)) return false;
  return readdirSync(source, { recursive: true }).some((file) => {
    if (!/\.ts$/.test(file) || /\.(spec|d)\.ts$/.test(file)) return false;
    const output = join(root, workspace, 'dist', file.replace(/\.ts$/, '.js'));
    const compiled = statSync(output, { throwIfNoEntry: false });
    return (
      compiled === undefined || compiled.mtimeMs + roundingMs < statSync(join(source, file)).mtimeMs
    );
  });
}

/** The command line's own workspace and the libraries that it names, directly or through each other. */
function workspaces(name = 'apps/cli', found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  const { dependencies = {} } = require(join(root, name, 'package.json'));
  for (const dependency of Object.keys(dependencies)) {
    const [, library] = /^@flotilla\/(.+)$/.exec(dependency) ?? [];
    if (library !== undefined) workspaces(`libs/${library}`, found);
  }
  return found;
}

if (existsSync(build) && [...workspaces()].some(isStale)) {
  const { status } = spawnSync(process.execPath, [build, '--quiet', '--skip-dashboard'], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(1);
}
require('../dist/main.js');
