import { z } from 'zod';

const bantime = z.int().describe('Seconds; -1 bans without end');
const longestSeconds = 10 * 366 * 86_400;

export const jailParamsSchema = z.object({ jail: z.string().min(1).max(200) });

export const jailSummarySchema = z
  .object({
    name: z.string(),
    state: z.enum(['running', 'stopped', 'unknown']).describe('unknown while fail2ban cannot be reached'),
    currentlyFailed: z.int().nullable(),
    totalFailed: z.int().nullable(),
    currentlyBanned: z.int().nullable(),
    totalBanned: z.int().nullable(),
    bantimeSeconds: bantime.nullable(),
    findtimeSeconds: z.int().nullable(),
    maxretry: z.int().nullable(),
  })
  .meta({ id: 'JailSummary', description: 'Numbers are null unless the jail is running' });

export const jailListSchema = z.object({ items: z.array(jailSummarySchema) });

const thresholdsSchema = z.object({ bantimeSeconds: bantime, findtimeSeconds: z.int(), maxretry: z.int() });

export const jailDetailSchema = jailSummarySchema
  .extend({
    configured: thresholdsSchema
      .nullable()
      .describe('What the files say; null where BanGUI cannot read them'),
    isLasting: z
      .boolean()
      .nullable()
      .describe('False while the live thresholds differ from the files: they last until the daemon restarts'),
    logPaths: z.array(z.string()),
    journalMatches: z.array(z.string()),
    failRegex: z.array(z.string()),
    ignoreRegex: z.array(z.string()),
    datePattern: z.string().nullable(),
    useDns: z.string().nullable(),
    logEncoding: z.string().nullable(),
    ignoreIps: z.array(z.string()),
    ignoreSelf: z.boolean().nullable(),
    actions: z.array(z.object({ name: z.string(), properties: z.record(z.string(), z.string()) })),
    increment: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
      .nullable()
      .describe('bantime.increment and its companions by fail2ban’s names'),
  })
  .meta({ id: 'JailDetail' });

export const thresholdChangeSchema = z
  .object({
    bantimeSeconds: z
      .int()
      .max(longestSeconds)
      .refine(
        (seconds) => seconds === -1 || seconds >= 1,
        'Give at least 1 second, or -1 for bans without end',
      )
      .optional(),
    findtimeSeconds: z.int().min(1).max(longestSeconds).optional(),
    maxretry: z.int().min(1).max(10_000).optional(),
  })
  .refine(
    (change) => Object.values(change).some((value) => value !== undefined),
    'Name at least one threshold',
  )
  .meta({ id: 'ThresholdChange', description: 'Holds until the daemon restarts or the jail is reloaded' });

export type JailSummary = z.infer<typeof jailSummarySchema>;
export type JailDetail = z.infer<typeof jailDetailSchema>;
export type ThresholdChange = z.infer<typeof thresholdChangeSchema>;
