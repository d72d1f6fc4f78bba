import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { createIdempotencyKey } from './idempotency-key';
import { type Problem, problemOf } from './problem';

export interface Action<Data, Input> {
  readonly running: boolean;
  readonly problem: Problem | null;
  /** @returns the answer; null when it failed, with the reason in `problem` */
  readonly run: (input: Input) => Promise<Data | null>;
}

/**
 * A mutation that is safe to send again: trying the same input again after a failure keeps its key, so that an answer
 * that was lost on the way does not lead to the thing being done twice.
 */
export function useAction<
  Data,
  Input extends { readonly idempotencyKey?: string | null | undefined },
>(
  document: TypedDocumentNode<Data, { readonly input: Input }>,
): Action<Data, Omit<Input, 'idempotencyKey'>> {
  const [, execute] = useMutation(document);
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const attempt = useRef<{ readonly text: string; readonly key: string } | null>(null);

  const run = useCallback(
    async (input: Omit<Input, 'idempotencyKey'>): Promise<Data | null> => {
      const text = JSON.stringify(input);
      if (attempt.current?.text !== text) attempt.current = { text, key: createIdempotencyKey() };
      setRunning(true);
      setProblem(null);
      const result = await execute({
        input: { ...input, idempotencyKey: attempt.current.key } as Input,
      });
      setRunning(false);
      if (result.error || result.data === undefined) {
        const failure = problemOf(result.error ?? { message: '' });
        // The thing was done, and its secret lost on the way: only another one helps.
        if (failure.code === 'ENROLMENT_TOKEN_SHOWN_ONCE') attempt.current = null;
        setProblem(failure);
        return null;
      }
      attempt.current = null;
      return result.data;
    },
    [execute],
  );
  return { running, problem, run };
}
