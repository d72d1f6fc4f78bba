import { busError } from '../errors';
import { copyPayload } from '../payload';

type Handler = (request: unknown) => Promise<unknown>;

/** Who answers which subject; several responders of one subject take turns. */
export class Responders {
  private readonly bySubject = new Map<string, Handler[]>();
  private readonly underWay = new Map<Handler, Set<Promise<unknown>>>();

  add(subject: string, handler: Handler): void {
    this.bySubject.set(subject, [...(this.bySubject.get(subject) ?? []), handler]);
    this.underWay.set(handler, new Set());
  }

  /** Stops asking it; resolves when the answers under way are given. */
  async remove(subject: string, handler: Handler): Promise<void> {
    const left = (this.bySubject.get(subject) ?? []).filter((each) => each !== handler);
    this.bySubject.set(subject, left);
    await Promise.allSettled([...(this.underWay.get(handler) ?? [])]);
    this.underWay.delete(handler);
  }

  async settled(): Promise<void> {
    await Promise.allSettled([...this.underWay.values()].flatMap((answers) => [...answers]));
  }

  async ask(subject: string, request: unknown, timeoutMs: number): Promise<unknown> {
    const [handler, ...others] = this.bySubject.get(subject) ?? [];
    if (handler === undefined) {
      throw busError(
        'NO_RESPONDER',
        `'${subject}' cannot be asked: nobody answers it; is the service that does running`,
      );
    }
    this.bySubject.set(subject, [...others, handler]);
    const answer = this.call(subject, handler, request);
    return copyPayload(await withTimeout(answer, subject, timeoutMs));
  }

  private async call(subject: string, handler: Handler, request: unknown): Promise<unknown> {
    const answers = this.underWay.get(handler);
    const answer = Promise.resolve(copyPayload(request)).then(handler);
    answers?.add(answer);
    try {
      return await answer;
    } catch (error) {
      throw busError('RESPONDER_FAILED', `'${subject}' was asked, and its responder failed`, error);
    } finally {
      answers?.delete(answer);
    }
  }
}

async function withTimeout<T>(answer: Promise<T>, subject: string, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(busError('TIMEOUT', `'${subject}' was asked, and no answer came in ${timeoutMs} ms`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
