import type { Rewrite } from './rewrite';

/** Delegates and runtimes refuse, or misread, a kernel whose version does not announce it. */
export const setOperatorVersions: Rewrite = {
  name: 'set-operator-versions',
  apply({ subgraph, plan }) {
    let changes = 0;
    for (const operator of subgraph.operators) {
      const version = plan.operators.get(operator)?.version ?? operator.version;
      if (version === operator.version) continue;
      operator.version = version;
      changes += 1;
    }
    return changes;
  },
};
