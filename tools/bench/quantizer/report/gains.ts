import { type Cell, isFault, type Judged } from '../cell';
import { decibels, type Verdict } from '../judge/verdict';

/** A value and the model, and where it is one output's the output, that it was found at. */
export interface Point {
  readonly value: number;
  readonly where: string;
}

/** Ours less the other's SNR, by output; nothing where either cannot be judged. */
export function gains({ model, ours }: Cell, other: Judged<Verdict> | undefined): readonly Point[] {
  const { litert } = ours;
  if (litert === undefined || other === undefined || isFault(litert) || isFault(other)) return [];
  return litert.outputs.flatMap(({ name, snrDb }, output) => {
    const theirs = other.outputs[output];
    if (theirs === undefined) return [];
    return [{ value: decibels(snrDb) - decibels(theirs.snrDb), where: `${model}, ${name}` }];
  });
}

export function largest(points: readonly Point[]): Point | undefined {
  return points.reduce<Point | undefined>(
    (best, point) => (best === undefined || point.value > best.value ? point : best),
    undefined,
  );
}

export function least(points: readonly Point[]): Point | undefined {
  const opposite = largest(points.map((point) => ({ ...point, value: -point.value })));
  return opposite && { ...opposite, value: -opposite.value };
}
