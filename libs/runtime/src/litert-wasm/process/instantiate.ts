import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import type { LitertLog } from './litert-log';
import type { LitertModule } from './litert-module';

/** TypeScript has the types of WebAssembly among those of browsers only. */
interface WebAssemblyApi {
  compile(bytes: Uint8Array): Promise<Binary>;
  instantiate(binary: Binary, imports: object): Promise<object>;
}
type Binary = object;
const { WebAssembly: webAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };

type ModuleFactory = (hooks: object) => Promise<LitertModule>;

export type Instantiate = (log: LitertLog) => Promise<LitertModule>;

/**
 * Compiles LiteRT once, for any number of instances. Each instance has a memory of its own (2 GiB at most), which goes
 * when nothing refers to it any longer, and breaks alone.
 * @param folder where the package keeps its builds
 */
export async function compileLitert(folder: string): Promise<Instantiate> {
  // The build without relaxed SIMD: it gives the same bits on every processor, and Node 20 takes it without a flag.
  const script = path.join(folder, 'litert_wasm_compat_internal.js');
  const [factory, binary] = await Promise.all([
    loadFactory(script),
    readFile(script.replace(/js$/, 'wasm')).then((bytes) => webAssembly.compile(bytes)),
  ]);
  return (log) =>
    new Promise((resolve, reject) => {
      factory({
        print: log.write,
        printErr: log.write,
        // The factory would wait for ever for an instance that cannot be had.
        instantiateWasm: (imports: object, done: (instance: object, module: Binary) => void) => {
          webAssembly.instantiate(binary, imports).then((instance) => {
            done(instance, binary);
          }, reject);
        },
      }).then(resolve, reject);
    });
}

/**
 * The loader is a CommonJS script in a package that says it holds ES modules, so that `require` refuses it; run as a
 * function it leaves nothing in the global scope.
 */
async function loadFactory(script: string): Promise<ModuleFactory> {
  const load = compileFunction(
    await readFile(script, 'utf8'),
    ['module', 'exports', 'require', '__filename', '__dirname'],
    { filename: script },
  ) as (...names: unknown[]) => void;
  const module: { exports: unknown } = { exports: {} };
  load(module, module.exports, require, script, path.dirname(script));
  return module.exports as ModuleFactory;
}
