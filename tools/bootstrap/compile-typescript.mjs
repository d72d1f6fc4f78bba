import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { filesBelow, root, workspaces } from './paths.mjs';
import { fingerprint, isFresh, remember } from './stamp.mjs';

const isSource = (file) => /\.ts$/.test(file) && !/\.(spec|d)\.ts$/.test(file);

/**
 * Compiles each workspace's `src` to CommonJS in its `dist`, one file at a time and only those that changed. Types are
 * not looked at here: `npm run check` does that.
 */
export async function compileTypescript(say) {
  const jobs = workspaces()
    .filter((workspace) => workspace !== join('apps', 'dashboard'))
    .flatMap(jobsOf);
  // Compiled in another way, nothing that is there can be trusted.
  const way = fingerprint(['tools/bootstrap/compile-typescript.mjs']);
  const stale = isFresh('compile-typescript', way, 'libs') ? jobs.filter(isStale) : jobs;
  if (stale.length > 0) {
    if (stale.length > 20) say(`compiling ${stale.length} files …`);
    const { transformFile } = await import('@swc/core');
    await Promise.all(stale.map((job) => compile(transformFile, job)));
    remember('compile-typescript', way);
  }
}

function jobsOf(workspace) {
  const source = join(workspace, 'src');
  const jobs = filesBelow(source, isSource).map((file) => ({
    from: file,
    to: join(workspace, 'dist', relative(source, file).replace(/\.ts$/, '.js')),
  }));
  const wanted = new Set(jobs.map(({ to }) => to));
  for (const file of filesBelow(join(workspace, 'dist'), (name) => name.endsWith('.js')))
    if (!wanted.has(file)) rmSync(join(root, file));
  return jobs;
}

function isStale({ from, to }) {
  const output = statSync(join(root, to), { throwIfNoEntry: false });
  // The output bears its source's time, of which setting it drops what is below a millisecond.
  return output === undefined || output.mtimeMs + 1 < statSync(join(root, from)).mtimeMs;
}

async function compile(transformFile, { from, to }) {
  // Taken before reading: an edit during compilation leaves the output older than its source.
  const { mtime } = statSync(join(root, from));
  const { code } = await transformFile(join(root, from), {
    swcrc: false,
    configFile: false,
    sourceMaps: 'inline',
    sourceFileName: relative(dirname(to), from).split(sep).join('/'),
    // Annotated, so that what is imported dynamically has its names in Node, which does not run the code to find them.
    module: { type: 'commonjs', ignoreDynamic: true, exportInteropAnnotation: true },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
  });
  const path = join(root, to);
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}.partial`;
  writeFileSync(partial, code);
  utimesSync(partial, mtime, mtime);
  renameSync(partial, path);
}
