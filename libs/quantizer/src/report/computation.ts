import type { OperatorScheme } from '../recipe/scheme';
import type { OperatorOutcome } from './quantization-report';

/** Where the multiply-adds of one inference are done. */
export interface Computation {
  readonly multiplyAdds: number;
  readonly byScheme: readonly {
    readonly scheme: OperatorScheme;
    readonly operators: number;
    readonly multiplyAdds: number;
  }[];
  /** Share of the multiply-adds in float arithmetic; `null` where there are none. */
  readonly floatShare: number | null;
}

const FLOAT_ARITHMETIC: ReadonlySet<OperatorScheme> = new Set(['float', 'float16', 'weight-only']);

export function computation(outcomes: readonly OperatorOutcome[]): Computation {
  const groups = new Map<OperatorScheme, { operators: number; multiplyAdds: number }>();
  for (const { scheme, multiplyAdds } of outcomes) {
    const group = groups.get(scheme) ?? { operators: 0, multiplyAdds: 0 };
    groups.set(scheme, {
      operators: group.operators + 1,
      multiplyAdds: group.multiplyAdds + multiplyAdds,
    });
  }
  const byScheme = [...groups].map(([scheme, group]) => ({ scheme, ...group }));
  const total = sum(byScheme);
  const inFloat = sum(byScheme.filter(({ scheme }) => FLOAT_ARITHMETIC.has(scheme)));
  return { multiplyAdds: total, byScheme, floatShare: total === 0 ? null : inFloat / total };
}

function sum(groups: readonly { readonly multiplyAdds: number }[]): number {
  return groups.reduce((total, { multiplyAdds }) => total + multiplyAdds, 0);
}
