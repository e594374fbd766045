import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cron, every } from './schedule.ts';

const next = (text: string, after: string) => cron(text).next(new Date(after)).toISOString();

test('cron finds the next minute that fits', () => {
  const cases = [
    ['* * * * *', '2026-03-01T10:00:00.000Z', '2026-03-01T10:01:00.000Z'],
    ['*/15 * * * *', '2026-03-01T10:46:00.000Z', '2026-03-01T11:00:00.000Z'],
    ['30 4 * * 1-5', '2026-03-06T04:30:00.000Z', '2026-03-09T04:30:00.000Z'],
    ['0 0 29 2 *', '2026-03-01T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['0 0 31 * *', '2026-04-01T00:00:00.000Z', '2026-05-31T00:00:00.000Z'],
    ['5,10 8-9 * 12 *', '2026-12-31T09:10:00.000Z', '2027-12-01T08:05:00.000Z'],
    ['0 12 * * 7', '2026-03-02T00:00:00.000Z', '2026-03-08T12:00:00.000Z'],
    // The 13th, or a Friday.
    ['0 0 13 * 5', '2026-03-07T00:00:00.000Z', '2026-03-13T00:00:00.000Z'],
    ['0 0 13 * 5', '2026-03-13T00:00:00.000Z', '2026-03-20T00:00:00.000Z'],
  ] as const;
  for (const [text, after, expected] of cases) assert.equal(next(text, after), expected, text);
});

test('the hour that summer time takes away or doubles is an hour like any other', () => {
  assert.equal(next('30 2 * * *', '2026-03-29T00:00:00Z'), '2026-03-29T02:30:00.000Z');
  const twice = cron('30 1 * * *');
  const first = twice.next(new Date('2026-10-25T00:00:00Z'));
  assert.equal(twice.next(first).getTime() - first.getTime(), 24 * 3_600_000);
});

test('an interval is a grid that does not depend on when somebody started', () => {
  const hourly = every('1h');
  assert.equal(
    hourly.next(new Date('2026-03-01T10:59:59.999Z')).toISOString(),
    '2026-03-01T11:00:00.000Z',
  );
  assert.equal(
    hourly.next(new Date('2026-03-01T11:00:00.000Z')).toISOString(),
    '2026-03-01T12:00:00.000Z',
  );
});

test('what is no schedule is refused when it is written, not when it should run', () => {
  for (const text of [
    '',
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 8',
  ])
    assert.throws(() => cron(text), Error, text);
  for (const text of ['5-1 * * * *', '*/0 * * * *', 'a * * * *', '1-2-3 * * * *'])
    assert.throws(() => cron(text), Error, text);
  assert.throws(() => cron('0 0 30 2 *'), /never comes/);
  for (const text of ['', '0s', '5', '5 m', '-1h']) assert.throws(() => every(text), Error, text);
});

/** Cron, said in the slowest possible way: look at every minute. */
function slowly(fields: readonly (readonly number[] | null)[], after: Date): Date {
  const [minutes, hours, days, months, weekDays] = fields;
  const fits = (wanted: readonly number[] | null | undefined, value: number) =>
    !wanted || wanted.includes(value);
  for (let at = Math.floor(after.getTime() / 60_000) * 60_000 + 60_000; ; at += 60_000) {
    const time = new Date(at);
    const day = fits(days, time.getUTCDate());
    const weekDay = fits(weekDays, time.getUTCDay());
    if (
      fits(minutes, time.getUTCMinutes()) &&
      fits(hours, time.getUTCHours()) &&
      fits(months, time.getUTCMonth() + 1) &&
      (days && weekDays ? day || weekDay : day && weekDay)
    )
      return time;
  }
}

test('any schedule agrees with looking at every minute', () => {
  const some = (from: number, to: number) =>
    Math.random() < 0.4
      ? null
      : Array.from({ length: 3 }, () => from + Math.floor(Math.random() * (to - from + 1)));
  for (let run = 0; run < 60; run += 1) {
    const fields = [some(0, 59), some(0, 23), some(1, 28), some(1, 12), some(0, 6)];
    const text = fields.map((values) => values?.join(',') ?? '*').join(' ');
    const after = new Date(Date.UTC(2024, 0, 1) + Math.floor(Math.random() * 4 * 365 * 86_400_000));
    assert.equal(
      cron(text).next(after).toISOString(),
      slowly(fields, after).toISOString(),
      `${text} after ${after.toISOString()}`,
    );
  }
});
