import type { JudgedFigure } from './judge.mjs';

export function table(results: readonly JudgedFigure[]): string;
export function align(rows: readonly (readonly string[])[]): string[];
