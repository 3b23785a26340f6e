import { describe, expect, it } from 'vitest';
import { choiceOf, cronOf, readCron, scheduleChoices } from './schedule';

describe('readCron', () => {
  it.each([
    ['*/30 * * * *', { kind: 'minutes', count: 30 }],
    ['17 * * * *', { kind: 'hours', count: 1 }],
    ['17 */6 * * *', { kind: 'hours', count: 6 }],
    ['5 3-23/8 * * *', { kind: 'hours', count: 8 }],
    ['17 4 * * *', { kind: 'daily', hour: 4, minute: 17 }],
    ['17 4 * * 1', { kind: 'weekly', day: 1, hour: 4, minute: 17 }],
    ['0 0 * * 7', { kind: 'weekly', day: 0, hour: 0, minute: 0 }],
  ])('understands %s', (cron, schedule) => {
    expect(readCron(cron)).toEqual(schedule);
  });

  it.each(['', '17 4 1 * *', '17,47 * * * *', '0 4 * * 1-5', 'every day'])('leaves %j as it is', (cron) => {
    expect(readCron(cron)).toBeNull();
  });
});

describe('a choice of schedule', () => {
  it('comes back from its own expression', () => {
    for (const choice of scheduleChoices.filter((each) => each !== 'own')) {
      expect(choiceOf(cronOf(choice, ''))).toBe(choice);
    }
  });

  it('takes any other expression as one of its own', () => {
    expect(choiceOf('5 5 5 * *')).toBe('own');
    expect(cronOf('own', ' 5 5 5 * * ')).toBe('5 5 5 * *');
  });
});
