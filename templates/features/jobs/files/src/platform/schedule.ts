/** When a job runs by itself. Times are UTC, so there is no hour that comes twice or never. */
export interface Schedule {
  /** What it was made from: a changed text is a changed schedule. */
  readonly text: string;
  /** The first time after this one. */
  next(after: Date): Date;
  /** Up to so many milliseconds later, so that not everything starts on the full minute. */
  readonly jitterMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const UNITS = { s: SECOND, m: MINUTE, h: 60 * MINUTE, d: 24 * 60 * MINUTE } as const;
/** Within this many days every date comes up, February 29 included. */
const LOOK_AHEAD_DAYS = 8 * 366;

/** Milliseconds of `30s`, `5m`, `1h` or `1d`. */
function duration(text: string): number {
  const [, count, unit] = /^([1-9]\d{0,4})([smhd])$/.exec(text) ?? [];
  if (!count || !unit) throw new Error(`${text} is not a duration such as 30s, 5m, 1h or 1d`);
  return Number(count) * UNITS[unit as keyof typeof UNITS];
}

/** Every so often, on a grid that all instances share: `every('1h')` runs on the full hour. */
export function every(interval: string, { jitter = '' } = {}): Schedule {
  const ms = duration(interval);
  return {
    text: `every ${interval}`,
    jitterMs: jitter === '' ? 0 : duration(jitter),
    next: (after) => new Date((Math.floor(after.getTime() / ms) + 1) * ms),
  };
}

const FIELDS = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of the month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'day of the week', from: 0, to: 7 },
] as const;
type Field = (typeof FIELDS)[number];

/** The five fields of cron, as numbers: `cron('30 4 * * 1-5')` is half past four on weekdays. */
export function cron(text: string, { jitter = '' } = {}): Schedule {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) throw new Error(`${text}: cron has five fields`);
  const [minutes, hours, monthDays, months, weekDays] = FIELDS.map((field, index) =>
    valuesOf(parts[index] ?? '', field),
  ) as [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];
  if (weekDays.has(7)) weekDays.add(0);
  // As cron always had it: with both days given, either will do.
  const either = !parts[2]?.startsWith('*') && !parts[4]?.startsWith('*');
  const isDay = (day: Date) => {
    const inMonth = monthDays.has(day.getUTCDate());
    const inWeek = weekDays.has(day.getUTCDay());
    return months.has(day.getUTCMonth() + 1) && (either ? inMonth || inWeek : inMonth && inWeek);
  };
  const next = (after: Date): Date => {
    const first = new Date((Math.floor(after.getTime() / MINUTE) + 1) * MINUTE);
    const day = new Date(first);
    day.setUTCHours(0, 0, 0, 0);
    for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
      const at = isDay(day) ? firstTime(day, first, hours, minutes) : null;
      if (at) return at;
      day.setUTCDate(day.getUTCDate() + 1);
    }
    throw new Error(`${text} never comes`);
  };
  next(new Date(0));
  return { text: `cron ${text}`, jitterMs: jitter === '' ? 0 : duration(jitter), next };
}

function firstTime(
  day: Date,
  notBefore: Date,
  hours: ReadonlySet<number>,
  minutes: ReadonlySet<number>,
): Date | null {
  for (const hour of [...hours].toSorted((a, b) => a - b)) {
    for (const minute of [...minutes].toSorted((a, b) => a - b)) {
      const at = new Date(day.getTime() + hour * UNITS.h + minute * MINUTE);
      if (at >= notBefore) return at;
    }
  }
  return null;
}

/** The numbers of a field: lists of `*`, `5`, `1-5`, each with an optional step such as `*`+`/15`. */
function valuesOf(text: string, { name, from, to }: Field): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, range, low, high, step] =
      /^(\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part) ?? [];
    const first = range === '*' ? from : Number(low);
    const last = range === '*' || (step && !high) ? to : Number(high ?? low);
    if (!range || first < from || last > to || first > last || step === '0')
      throw new Error(`${part} is not a ${name}`);
    for (let value = first; value <= last; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}
