import type { IntervalPosition } from './interval-scale';

const width = 120;
const height = 12;

/** A value as a dot in its interval. Only repeats the numbers beside it, so it is silent for screen readers. */
export function IntervalBar({ position }: { readonly position: IntervalPosition }) {
  const { lower, value, upper } = position;
  const middle = height / 2;
  return (
    <svg width={width} height={height} aria-hidden className="interval-bar">
      <line x1={0} x2={width} y1={middle} y2={middle} className="interval-track" />
      <line x1={lower * width} x2={upper * width} y1={middle} y2={middle} className="interval" />
      <circle cx={value * width} cy={middle} r={4} className="interval-value" />
    </svg>
  );
}
