import { z } from 'zod';
import { bucketNames } from '../../archive/bucket-names.ts';

const origins = ['jail', 'manual', 'blocklist'] as const;
const splits = ['none', 'jail', 'country', 'origin'] as const;
const subjects = ['address', 'network', 'country', 'asn', 'jail'] as const;

const time = z.coerce.number().int().min(0).max(4_294_967_295);
const moment = z.int().describe('Unix seconds');

const filter = {
  address: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe(
      'An address, a network in CIDR notation (everything inside it), or a host name as fail2ban wrote it',
    ),
  jail: z.string().min(1).max(200).optional(),
  country: z
    .string()
    .regex(/^([A-Za-z]{2}|none)$/, 'Give a country as two letters, or "none" for those without one')
    .optional()
    .describe('ISO 3166-1 alpha-2, or `none`'),
  asn: z.coerce
    .number()
    .int()
    .min(0)
    .max(4_294_967_295)
    .optional()
    .describe('The number of a network operator’s autonomous system'),
  origin: z.enum(origins).optional(),
  from: time.optional().describe('Unix seconds; bans at this moment and later'),
  to: time.optional().describe('Unix seconds; bans before this moment'),
  text: z.string().min(1).max(200).optional().describe('What a log line contains; capitals do not matter'),
};

export const historyFilterSchema = z.object(filter);

export const historyQuerySchema = z.object({
  ...filter,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional().describe('nextCursor of the page before'),
});

export const historyEventSchema = z
  .object({
    id: z.int().describe('Rises with the time of the ban'),
    jail: z.string(),
    address: z.string().describe('An address, a network, or what else fail2ban has written'),
    bannedAt: moment,
    durationSeconds: z.int().nullable().describe('null: without end'),
    banCount: z.int().describe('How often fail2ban remembered to have banned this address by then'),
    failures: z.int().nullable(),
    origin: z.enum(origins),
    country: z.string().nullable().describe('ISO 3166-1 alpha-2'),
    asn: z.int().nullable(),
    operator: z.string().nullable().describe('Who runs the autonomous system'),
    state: z.enum(['active', 'ended']),
    endsAt: moment.nullable().describe('When it ended, or will end; null: without end, or nobody knows'),
    endReason: z
      .enum(['expired', 'released', 'jail_stopped', 'daemon_restarted', 'unknown'])
      .nullable()
      .describe('null while it is active; unknown: released while BanGUI was not looking'),
    releasedBy: z.string().nullable().describe('Who released it in BanGUI; null for other ways'),
    hasLines: z.boolean().describe('Log lines are kept for it'),
  })
  .meta({ id: 'HistoryEvent' });

export const historyPageSchema = z
  .object({
    items: z.array(historyEventSchema).describe('The newest first'),
    nextCursor: z.string().nullable(),
    searchedTo: moment
      .nullable()
      .describe(
        'Where a search in log lines stopped for the sake of a quick answer: earlier bans are on the next page, which may be empty too',
      ),
  })
  .meta({ id: 'HistoryPage' });

export const historyEventParamsSchema = z.object({ id: z.coerce.number().int().min(0) });

export const historyLinesSchema = z
  .object({
    lines: z.array(z.string()).describe('Oldest first; control characters are written as \\x1b'),
    truncated: z.boolean().describe('Lines or characters were left out'),
  })
  .meta({ id: 'HistoryLines' });

export const timelineQuerySchema = z.object({
  ...filter,
  bucket: z
    .enum([...bucketNames, 'auto'])
    .default('auto')
    .describe('auto: as narrow as gives at most 120 buckets'),
  timeZone: z.string().max(100).default('UTC').describe('IANA name: where days, weeks and months begin'),
  split: z.enum(splits).default('none'),
});

export const timelineSchema = z
  .object({
    bucket: z.enum(bucketNames),
    from: moment,
    to: moment.describe('The end of the last bucket, exclusive'),
    starts: z.array(moment).describe('When each bucket begins'),
    series: z
      .array(
        z.object({
          key: z.string().nullable().describe('A jail, country or origin; null: unknown, or not split'),
          total: z.int(),
          counts: z.array(z.int()).describe('One for each bucket'),
        }),
      )
      .describe('The largest first, at most eight'),
    others: z
      .object({
        keys: z.int().describe('How many keys it sums up'),
        total: z.int(),
        counts: z.array(z.int()),
      })
      .nullable()
      .describe('What the other keys come to'),
    total: z.int(),
  })
  .meta({ id: 'HistoryTimeline' });

export const topQuerySchema = z.object({
  ...filter,
  by: z.enum(subjects),
  limit: z.coerce.number().int().min(1).max(300).default(10),
  compare: z
    .enum(['true', 'false'])
    .default('true')
    .transform((value) => value === 'true')
    .describe('Whether to count the window before as well, which takes as long again'),
});

export const topSchema = z
  .object({
    items: z.array(
      z.object({
        key: z
          .string()
          .nullable()
          .describe(
            'An address, a network, a country, an autonomous system’s number, or a jail; null: unknown',
          ),
        bans: z.int(),
        addresses: z
          .int()
          .nullable()
          .describe('How many different ones; null where one is meant, and for jails'),
        previousBans: z
          .int()
          .nullable()
          .describe(
            'In the window of equal length before; null without `from`, and where nothing is that old',
          ),
        lastAt: moment.nullable().describe('The newest ban of an address; null for other subjects'),
        country: z.string().nullable().describe('Of an address or network; null for other subjects'),
        asn: z.int().nullable(),
        operator: z.string().nullable(),
      }),
    ),
    keys: z.int().describe('How many there are in all'),
    bans: z.int().describe('How many bans in all'),
    addresses: z.int().nullable().describe('How many different addresses in all; null for jails'),
  })
  .meta({ id: 'HistoryTop' });

export const exportQuerySchema = z.object({
  ...filter,
  format: z.enum(['csv', 'jsonl']),
  lines: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe('With the log lines'),
});

export const retentionSchema = z
  .object({
    days: z.int().min(1).max(36_500).nullable().describe('null: bans are kept for ever'),
    events: z.int().min(1_000).max(1_000_000_000).nullable().describe('null: however many'),
  })
  .meta({ id: 'HistoryRetention' });

const geographySchema = z.object({
  path: z.string().nullable().describe('null: the one that comes with BanGUI'),
  builtAt: moment.nullable(),
  problem: z.string().nullable(),
});

export const archiveStateSchema = z
  .object({
    events: z.int(),
    addresses: z.int(),
    oldestAt: moment.nullable(),
    newestAt: moment.nullable(),
    fileBytes: z.int(),
    retention: retentionSchema,
    retentionRunning: z.boolean().describe('Old bans are being deleted'),
    collector: z.object({
      state: z
        .enum(['collecting', 'waiting', 'elsewhere'])
        .describe('waiting: for fail2ban’s database; elsewhere: another instance collects'),
      problem: z.string().nullable(),
      collectedAt: moment.nullable().describe('When fail2ban’s database was last looked at'),
      skipped: z.int().describe('Rows that could not be kept since the start; the log says why'),
    }),
    country: geographySchema,
    operator: geographySchema.nullable().describe('null where BANGUI_GEO_ASN_DATABASE is not set'),
  })
  .meta({ id: 'ArchiveState' });

export type HistoryFilterParameters = z.infer<typeof historyFilterSchema>;
export type HistoryQueryParameters = z.infer<typeof historyQuerySchema>;
export type HistoryEventItem = z.infer<typeof historyEventSchema>;
export type HistoryPage = z.infer<typeof historyPageSchema>;
export type TimelineParameters = z.infer<typeof timelineQuerySchema>;
export type TimelineAnswer = z.infer<typeof timelineSchema>;
export type TopParameters = z.infer<typeof topQuerySchema>;
export type TopAnswer = z.infer<typeof topSchema>;
export type ExportParameters = z.infer<typeof exportQuerySchema>;
export type Retention = z.infer<typeof retentionSchema>;
export type ArchiveStateItem = z.infer<typeof archiveStateSchema>;
