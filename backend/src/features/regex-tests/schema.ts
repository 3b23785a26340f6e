import { z } from 'zod';

export const longestPastedLog = 1_000_000;
export const longestFilterText = 200_000;

const noControl = /^\P{Cc}*$/u;

const logSchema = z.union([
  z.strictObject({ lines: z.string().max(longestPastedLog) }).describe('Lines as they would stand in a log'),
  z
    .strictObject({
      file: z.string().min(1).max(4096).describe('Absolute path of a log that may be read'),
      newest: z.int().min(1).max(1_000_000).optional().describe('Only so many lines at its end'),
    })
    .describe('A log file'),
]);

export const regexTestRequestSchema = z
  .object({
    filter: z
      .string()
      .max(1000)
      .regex(/^\w[\w.-]*(\[.*\])?$/u, 'Write a filter as jails do, such as sshd[mode=aggressive]')
      .regex(noControl, 'Leave out control characters')
      .describe('As a jail writes it, such as `sshd[mode=aggressive]`'),
    edited: z
      .strictObject({
        file: z
          .string()
          .max(200)
          .regex(/^\w[\w.-]*\.(conf|local)$/, 'Name a file of filter.d that ends in .conf or .local'),
        text: z.string().max(longestFilterText),
      })
      .optional()
      .describe('A file of `filter.d` as if it held this text; fail2ban’s own folder stays as it is'),
    log: logSchema,
  })
  .meta({ id: 'RegexTestRequest' });

const kind = z.enum(['prefregex', 'failregex', 'ignoreregex']);
const number = z.int().describe('Place among those of its kind, from 1');
const expressionPlace = z.object({ kind, number });

const lineSchema = z.object({
  number: z.int().describe('From 1, counted from where the test began'),
  text: z.string().describe('At most 1,000 characters'),
  isCut: z.boolean(),
  state: z
    .enum(['matched', 'ignored', 'missed', 'skipped'])
    .describe('skipped: empty, or begins with #, which fail2ban-regex leaves out'),
  hits: z.array(
    z.object({
      expression: z.int().describe('Number of the failregex'),
      host: z.string().nullable(),
      time: z.int().nullable().describe('Unix seconds, as fail2ban read them'),
      isFailure: z.boolean().describe('False where the expression itself says so, as by <F-NOFAIL>'),
      groups: z.record(z.string(), z.string()),
    }),
  ),
  ignoredBy: z.int().nullable().describe('Number of the ignoreregex'),
});

const outcomeSchema = z
  .object({
    lines: z.array(lineSchema).describe('The first 2,000 of each state'),
    counts: z.object({
      tested: z.int(),
      matched: z.int(),
      ignored: z.int(),
      missed: z.int(),
      skipped: z.int(),
    }),
    expressions: z.array(
      expressionPlace.extend({
        expression: z.string(),
        hits: z.int(),
        seconds: z.number().describe('Of all searches'),
        slowestSeconds: z.number(),
      }),
    ),
    dateTemplates: z.array(z.object({ name: z.string(), hits: z.int() })),
    seconds: z.number(),
    isComplete: z.boolean().describe('False where the test ended before the log'),
    tooSlowLine: z
      .object({ number: z.int(), text: z.string() })
      .nullable()
      .describe('Given up after 5 s of the processor’s time'),
    slowExpressions: z
      .array(
        expressionPlace.extend({
          length: z.int().describe('Characters of the line'),
          seconds: z.number().describe('Of the processor’s time; given up at 0.5'),
          line: z.string().describe('Its first 200 characters'),
        }),
      )
      .describe('Those that a line made for it keeps busy for 0.1 s or more: measured'),
    error: z
      .object({ message: z.string(), expression: expressionPlace.nullable() })
      .nullable()
      .describe('fail2ban’s words where it refuses the filter'),
  })
  .meta({ id: 'RegexTestOutcome' });

export const regexTestSchema = z
  .object({
    id: z.string(),
    state: z.enum(['running', 'succeeded', 'failed', 'cancelled']),
    startedAt: z.int().describe('Unix seconds'),
    endedAt: z.int().nullable(),
    progress: z.object({ done: z.int(), total: z.int().nullable() }).describe('Bytes of the log'),
    result: outcomeSchema.nullable(),
    problem: z.string().nullable().describe('Why it failed'),
  })
  .meta({ id: 'RegexTest', description: 'Kept for an hour' });

export const regexTestParametersSchema = z.object({ id: z.uuid() });

export const regexTestChoicesSchema = z
  .object({
    filters: z.array(z.string()).describe('Names in `filter.d`'),
    jails: z.array(
      z.object({
        name: z.string(),
        filter: z.string().nullable().describe('As the files resolve it; null where they do not say'),
        logFiles: z.array(z.string()).describe('Watched now'),
      }),
    ),
  })
  .meta({ id: 'RegexTestChoices' });

export type RegexTestRequest = z.infer<typeof regexTestRequestSchema>;
export type RegexTestChoices = z.infer<typeof regexTestChoicesSchema>;
