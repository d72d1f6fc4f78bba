import { unknown } from './quantities';

const dateTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const steps = [
  { unit: 'second', seconds: 1, until: 60 },
  { unit: 'minute', seconds: 60, until: 3600 },
  { unit: 'hour', seconds: 3600, until: 86_400 },
  { unit: 'day', seconds: 86_400, until: Infinity },
] as const;

/** An instant of the API in the viewer's time zone. */
export function formatInstant(instant: string | null | undefined): string {
  return instant == null ? unknown : dateTime.format(new Date(instant));
}

/** How long before `nowMs` something happened: `3 minutes ago`. */
export function formatAge(instant: string | null | undefined, nowMs: number): string {
  if (instant == null) return unknown;
  const seconds = (nowMs - Date.parse(instant)) / 1000;
  // Clocks differ, and `nowMs` is some seconds old; what has just happened did not happen in the future.
  if (seconds < 5) return 'just now';
  const step = steps.find(({ until }) => seconds < until) ?? steps[3];
  return relative.format(-Math.trunc(seconds / step.seconds), step.unit);
}

/** A length of time in the two largest units: `1 h 5 min`, `42 s`. */
export function formatDuration(milliseconds: number | null | undefined): string {
  if (milliseconds == null) return unknown;
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return join(`${minutes} min`, seconds % 60, 's');
  return join(`${Math.floor(minutes / 60)} h`, minutes % 60, 'min');
}

function join(major: string, minor: number, unit: string): string {
  return minor === 0 ? major : `${major} ${minor} ${unit}`;
}
