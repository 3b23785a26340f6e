import { z } from 'zod';
import { banTimeFormulas } from '../../fail2ban/ban-rules.ts';
import { leftOutOptions } from '../../fail2ban/jail-rules.ts';

const longestSeconds = 10 * 366 * 86_400;
const seconds = z.int().min(1).max(longestSeconds);
const moment = z.number().describe('Unix seconds');
const count = z.int();

/** Files may say anything. */
const simulationSettingsSchema = z
  .object({
    maxretry: z.number(),
    findtimeSeconds: z.number(),
    bantimeSeconds: z.number().describe('-1 bans without end'),
    increment: z.object({
      isEnabled: z.boolean(),
      factor: z.number(),
      formula: z.enum(banTimeFormulas),
      multipliers: z.array(z.number()),
      maxtimeSeconds: z.number().nullable(),
    }),
    ignoreIps: z.array(z.string()),
    ignoreSelf: z.boolean(),
    filter: z.string().nullable(),
  })
  .meta({ id: 'SimulationSettings' });

const incrementSchema = z.object({
  isEnabled: z.boolean(),
  factor: z.number().positive().max(1_000_000),
  formula: z
    .enum(banTimeFormulas)
    .describe('doubling is fail2ban’s own, exponential the one in its jail.conf'),
  multipliers: z
    .array(z.number().positive().max(1_000_000))
    .max(100)
    .describe('Instead of the formula, if there are some'),
  maxtimeSeconds: seconds.nullable(),
});

const proposedSchema = z.object({
  maxretry: z.int().min(1).max(10_000).optional(),
  findtimeSeconds: seconds.optional(),
  bantimeSeconds: z
    .int()
    .max(longestSeconds)
    .refine((value) => value === -1 || value >= 1, 'Give at least 1 second, or -1 for bans without end')
    .describe('Seconds; -1 bans without end')
    .optional(),
  increment: incrementSchema.optional(),
  ignoreIps: z.array(z.string().min(1).max(255)).max(10_000).optional(),
  ignoreSelf: z.boolean().optional(),
  filter: z
    .string()
    .max(1_000)
    .regex(/^[A-Za-z0-9][\w-]*(\[[^\r\n\0]*\])?$/, 'Give the name of a filter, with options if wanted')
    .nullable()
    .describe('Such as `sshd[mode=aggressive]`; null: the one the jail has')
    .optional(),
});

export const settingsQuerySchema = z.object({ jail: z.string().min(1).max(200) });

export const savedSettingsSchema = z
  .object({
    jail: z.string(),
    settings: simulationSettingsSchema.describe('As the files and the allow-list have them'),
    logs: z.array(z.string()).describe('The files that the jail watches'),
    leftOut: z
      .array(z.enum(leftOutOptions))
      .describe('Options of the jail that a simulation does not follow'),
  })
  .meta({ id: 'SavedSimulationSettings' });

export const simulationRequestSchema = z
  .object({
    jail: z.string().min(1).max(200),
    log: z.string().min(1).max(4_096).describe('The path of a log file'),
    from: z.int().nullable().default(null).describe('Unix seconds; earlier failures do not count'),
    to: z.int().nullable().default(null).describe('Unix seconds, exclusive'),
    proposed: proposedSchema.describe('What is not named stays as it is'),
  })
  .meta({ id: 'SimulationRequest' });

const banSchema = z.object({
  address: z.string(),
  country: z.string().nullable(),
  at: moment,
  seconds: z.number().describe('With what it was prolonged by; -1: without end'),
  failures: count,
  count: count.describe('Which ban of the address it is; 1 unless bans grow longer'),
});

const outcomeSchema = z.object({
  failures: count.describe('Of addresses that are not ignored'),
  ignoredFailures: count,
  bans: count,
  prolonged: count.describe('How often a ban was made longer while it was on'),
  addresses: count.describe('How many addresses were banned'),
  nearly: count.describe('How many came to maxretry − 2 failures or nearer, and were not banned'),
  firstBans: z.array(banSchema).describe('The first 1,000 by time'),
});

const fateSchema = z.object({
  failures: count,
  mostFailures: z.number().describe('Within findtime, as fail2ban counts them'),
  bans: count.describe('Of an ignored address those that it was spared'),
  firstBanAt: moment.nullable(),
  bannedSeconds: z.number().describe('All bans together; -1: without end'),
  isIgnored: z.boolean(),
  isNearly: z.boolean(),
});

export const protections = ['signed_in', 'allow_list', 'ignored', 'server'] as const;

const slotCounts = z.object({ failures: z.array(count), bans: z.array(count) });

export const simulationResultSchema = z
  .object({
    firstFailureAt: moment.nullable(),
    lastFailureAt: moment.nullable(),
    undated: count.describe('Failures before any line with a time'),
    today: outcomeSchema,
    proposed: outcomeSchema,
    warnings: z
      .array(
        z.object({
          address: z.string(),
          protections: z.array(z.enum(protections)),
          today: fateSchema,
          proposed: fateSchema,
        }),
      )
      .describe('Whom one should not ban and a setting would, or would without its exceptions; at most 100'),
    addresses: z
      .array(
        z.object({
          address: z.string(),
          country: z.string().nullable(),
          today: fateSchema,
          proposed: fateSchema,
        }),
      )
      .describe('Banned or nearly so by either setting, those it makes a difference to first; at most 1,000'),
    addressesTotal: count,
    timeline: z
      .object({ slotSeconds: z.int(), starts: z.array(moment), today: slotCounts, proposed: slotCounts })
      .describe('At most 400 slots'),
  })
  .meta({ id: 'SimulationResult' });

export const simulationParamsSchema = z.object({ id: z.uuid() });

export const simulationStartedSchema = z.object({ id: z.uuid() });

export const simulationSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(['running', 'succeeded', 'failed', 'cancelled']),
    startedAt: z.int(),
    endedAt: z.int().nullable(),
    progress: z.object({ done: z.int(), total: z.int().nullable() }).describe('Bytes of the log'),
    problem: z.string().nullable().describe('Why it failed'),
    request: simulationRequestSchema,
    result: simulationResultSchema.nullable(),
  })
  .meta({ id: 'Simulation' });

export type SimulationSettings = z.infer<typeof simulationSettingsSchema>;
export type SavedSettings = z.infer<typeof savedSettingsSchema>;
export type SimulationRequest = z.infer<typeof simulationRequestSchema>;
export type SimulationResult = z.infer<typeof simulationResultSchema>;
export type Simulation = z.infer<typeof simulationSchema>;
export type SimulatedOutcome = z.infer<typeof outcomeSchema>;
export type Fate = z.infer<typeof fateSchema>;
export type Protection = (typeof protections)[number];
