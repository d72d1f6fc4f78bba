import { type ChildProcess, fork } from 'node:child_process';
import { CodedError } from '@flotilla/foundation';
import type { RuntimeErrorCode } from '../errors';
import type { LitertCommand, LitertCommands, LitertReply, LitertResults } from './messages';

/** @param folder where LiteRT's builds lie */
export type ForkLitert = (folder: string) => ChildProcess;

export const forkLitert: ForkLitert = (folder) =>
  fork(require.resolve('@flotilla/runtime/litert-wasm-process'), [folder], {
    serialization: 'advanced',
    execArgv: ['--enable-source-maps'],
    // Its log is noise; faults come as messages.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });

interface Waiting {
  readonly resolve: (result: LitertResults[LitertCommand]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A child process that runs models, several at a time, in LiteRT as WebAssembly. It does not keep this process alive
 * unless a call waits for its answer, and ends with it.
 */
export class LitertProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #end: CodedError<RuntimeErrorCode> | undefined;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (reply: LitertReply) => {
      this.#settle(reply);
    });
    child.on('exit', (code, signal) => {
      this.#fail(`ended with ${signal ?? `exit code ${code}`}`);
    });
    child.on('error', ({ message }) => {
      this.#fail(`cannot be used: ${message}`);
    });
    this.#letParentEnd();
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** @throws CodedError what the process answers, or `RUNTIME_CRASHED` where it ends before it does */
  request<Kind extends LitertCommand>(
    kind: Kind,
    model: number,
    body: LitertCommands[Kind],
  ): Promise<LitertResults[Kind]> {
    return new Promise((resolve, reject) => {
      if (this.#end) throw this.#end;
      const id = ++this.#lastId;
      // What answers a request of a kind is a result of that kind.
      this.#waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      this.#keepParentAlive();
      this.#child.send({ id, kind, model, body }, (error) => {
        if (error) this.#fail(`cannot be reached: ${error.message}`);
      });
    });
  }

  #settle(reply: LitertReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#letParentEnd();
    if ('result' in reply) waiting?.resolve(reply.result);
    else waiting?.reject(new CodedError(reply.fault.code, reply.fault.message));
  }

  /** Both: without the child, this process would end between the channel's end and hearing of the child's. */
  #keepParentAlive(): void {
    this.#child.ref();
    this.#child.channel?.ref();
  }

  #letParentEnd(): void {
    this.#child.unref();
    this.#child.channel?.unref();
  }

  #fail(what: string): void {
    const end = (this.#end ??= new CodedError<RuntimeErrorCode>(
      'RUNTIME_CRASHED',
      `The process that runs models in LiteRT ${what}; load the model again`,
    ));
    this.#child.kill('SIGKILL');
    this.#waiting.forEach((waiting) => {
      waiting.reject(end);
    });
    this.#waiting.clear();
  }
}
