import {
  type FailureCode,
  type Journal,
  modelJournal,
  reasonInBrief,
  requestRollBack,
  type RollBackVerdict,
  withModel,
} from '@flotilla/device';
import type { Command, CommandReply } from '@flotilla/protocol';
import { messageOf } from '../errors';
import type { JournalStore } from '../journal/journal-store';

export interface CommandHandlerParts {
  readonly store: JournalStore;
  /** Says hello and every model's progress again. */
  readonly introduce: () => void;
  readonly wake: () => void;
}

/** How many answers are remembered, so that a command that arrives twice is obeyed once. */
const rememberedAnswers = 64;

/** Obeys commands. */
export class CommandHandler {
  private readonly answers = new Map<string, Promise<CommandReply>>();

  constructor(private readonly parts: CommandHandlerParts) {}

  async answer(command: Command): Promise<CommandReply> {
    const known = this.answers.get(command.id);
    if (known) return known;
    const answer = this.obey(command).catch((error: unknown) =>
      reply(command, { ok: false, code: 'INTERNAL', message: messageOf(error) }),
    );
    this.answers.set(command.id, answer);
    const [oldest] = this.answers.keys();
    if (this.answers.size > rememberedAnswers && oldest !== undefined) this.answers.delete(oldest);
    return answer;
  }

  private async obey(command: Command): Promise<CommandReply> {
    switch (command.kind) {
      case 'ping':
        return reply(command, { ok: true });
      case 'report':
        this.parts.introduce();
        return reply(command, { ok: true });
      case 'roll-back':
        return reply(command, await this.rollBack(command.model));
    }
  }

  private async rollBack(model: string): Promise<RollBackVerdict> {
    let verdict: RollBackVerdict | undefined;
    await this.parts.store.change((journal: Journal) => {
      verdict = requestRollBack(modelJournal(journal, model));
      return verdict.ok ? withModel(journal, verdict.journal) : journal;
    });
    if (!verdict) throw new TypeError('the change was not made');
    this.parts.wake();
    return verdict;
  }
}

function reply(
  { id }: Command,
  result: { readonly ok: boolean; readonly code?: FailureCode; readonly message?: string },
): CommandReply {
  const { ok, code = '', message = '' } = result;
  return { id, ok, code, message: reasonInBrief(message) };
}
