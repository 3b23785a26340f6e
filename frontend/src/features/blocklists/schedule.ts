/** Off the full hour, when everybody asks. */
const presets = {
  hour: '17 * * * *',
  sixHours: '17 */6 * * *',
  day: '17 4 * * *',
  week: '17 4 * * 1',
} as const;

export const scheduleChoices = ['hour', 'sixHours', 'day', 'week', 'own', 'never'] as const;
export type ScheduleChoice = (typeof scheduleChoices)[number];

export function choiceOf(cron: string | null): ScheduleChoice {
  if (cron === null) return 'never';
  return scheduleChoices.find((choice) => isPreset(choice) && presets[choice] === cron) ?? 'own';
}

/** The cron expression of a choice; null asks for nothing by itself. */
export function cronOf(choice: ScheduleChoice, own: string): string | null {
  if (choice === 'never') return null;
  return isPreset(choice) ? presets[choice] : own.trim();
}

export type Schedule =
  | { kind: 'minutes'; count: number }
  | { kind: 'hours'; count: number }
  | { kind: 'daily'; hour: number; minute: number }
  | { kind: 'weekly'; day: number; hour: number; minute: number };

/** What a cron expression of a usual shape says; null for any other. */
export function readCron(cron: string): Schedule | null {
  const match = (pattern: RegExp) => pattern.exec(cron)?.slice(1).map(Number);
  const minutes = match(/^\*\/(\d+) \* \* \* \*$/);
  if (minutes) return { kind: 'minutes', count: minutes[0] ?? 1 };
  if (/^\d+ \* \* \* \*$/.test(cron)) return { kind: 'hours', count: 1 };
  const hours = match(/^\d+ (?:\*|\d+-23)\/(\d+) \* \* \*$/);
  if (hours) return { kind: 'hours', count: hours[0] ?? 1 };
  const [minute = 0, hour = 0, day] = match(/^(\d+) (\d+) \* \* (?:\*|([0-7]))$/) ?? [Number.NaN];
  if (Number.isNaN(minute)) return null;
  if (day === undefined || Number.isNaN(day)) return { kind: 'daily', hour, minute };
  return { kind: 'weekly', day: day % 7, hour, minute };
}

function isPreset(choice: ScheduleChoice): choice is keyof typeof presets {
  return choice in presets;
}
