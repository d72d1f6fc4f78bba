import koffi, { type KoffiFunc } from 'koffi';
import type { Handle } from './bindings';

type Format = KoffiFunc<(out: Uint8Array, size: number, format: Handle, args: Handle) => number>;

/** A hostile model can put a tensor name of any length into a message, and fail at every node. */
const messageLimitBytes = 512;
const messagesLimit = 8;

/**
 * Collects what TensorFlow Lite says through its error reporter, per interpreter. The reporter receives a C `va_list`,
 * which every ABI that we load passes as a pointer, so that it can be handed on to the C library's own `vsnprintf`.
 */
export class NativeMessages {
  /** Address of the reporter, for `TfLiteInterpreterOptionsSetErrorReporter`. */
  readonly reporter: Handle;
  readonly #format: Format;
  readonly #collected = new Map<number, string[]>();
  #nextId = 1;

  constructor(platform: string) {
    this.#format = loadFormat(platform);
    const type = koffi.proto('void', ['void *', 'void *', 'void *']);
    this.reporter = koffi.register((userData: Handle, format: Handle, args: Handle) => {
      this.#report(Number(userData), format, args);
    }, koffi.pointer(type));
  }

  /** Begins collecting for one interpreter; the number is the reporter's user data. */
  open(): number {
    const id = this.#nextId++;
    this.#collected.set(id, []);
    return id;
  }

  /** What was said since the last call, as one line. */
  take(id: number): string {
    return this.#collected.get(id)?.splice(0).join('; ') ?? '';
  }

  close(id: number): void {
    this.#collected.delete(id);
  }

  #report(id: number, format: Handle, args: Handle): void {
    const messages = this.#collected.get(id);
    if (messages === undefined || messages.length >= messagesLimit) return;
    const text = Buffer.alloc(messageLimitBytes);
    this.#format(text, messageLimitBytes, format, args);
    const end = text.indexOf(0);
    messages.push(
      text
        .toString('utf8', 0, end < 0 ? messageLimitBytes : end)
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
  }
}

function loadFormat(platform: string): Format {
  const windows = platform === 'win32';
  return koffi
    .load(windows ? 'msvcrt.dll' : null)
    .func(windows ? '_vsnprintf' : 'vsnprintf', 'int', [
      'void *',
      'size_t',
      'void *',
      'void *',
    ]) as Format;
}
