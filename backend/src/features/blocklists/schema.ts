import { z } from 'zod';

export const listFormats = ['auto', 'plain', 'ipset', 'range', 'csv', 'dshield'] as const;

const defaultMaxBytes = 64 * 1024 * 1024;
const defaultMaxEntries = 2_000_000;
const mostBytes = 1024 * 1024 * 1024;
const mostEntries = 10_000_000;
/** Characters of a pasted list: over a million addresses. */
export const longestText = 32 * 1024 * 1024;

const idSchema = z.coerce.number().int().positive();
export const idParametersSchema = z.object({ id: idSchema });

const dropSchema = z
  .object({
    reason: z.enum([
      'unreadable',
      'host_name',
      'line_too_long',
      'too_wide',
      'duplicate',
      'covered',
      'special_use',
      'allow_list',
      'own_address',
      'gateway',
      'resolver',
      'signed_in',
    ]),
    count: z.int(),
    samples: z.array(z.string()).describe('The first few, as they stood in the list'),
  })
  .meta({ id: 'BlocklistDrop' });

const countsSchema = z
  .object({
    ip4: z.int(),
    net4: z.int(),
    ip6: z.int(),
    net6: z.int(),
  })
  .describe('Entries: IPv4 addresses and networks, IPv6 addresses and networks')
  .meta({ id: 'BlocklistCounts' });

const sourceFields = {
  name: z.string().trim().min(1).max(100),
  url: z.string().trim().max(2_000).nullable().describe('http or https; null for a pasted list'),
  format: z.enum(listFormats).describe('auto: found by itself'),
  csvColumn: z.int().min(1).max(100).describe('The column with the addresses, from 1; for csv only'),
  schedule: z
    .string()
    .trim()
    .max(100)
    .nullable()
    .describe('Cron expression, at most every five minutes; null: only by hand'),
  timeZone: z.string().max(100).describe('IANA name, such as Europe/Berlin'),
  enabled: z.boolean(),
  maxBytes: z.int().min(1_024).max(mostBytes).describe('Of the unpacked list'),
  maxEntries: z.int().min(1).max(mostEntries),
};

export const sourceSchema = z
  .object({
    id: z.int(),
    ...sourceFields,
    createdAt: z.int(),
    createdBy: z.string(),
    checkedAt: z.int().nullable().describe('Last asked or read, Unix seconds; null: never'),
    changedAt: z.int().nullable().describe('Since when the content is as it is'),
    problem: z.string().nullable().describe('Why the last attempt failed; older content stays in force'),
    detectedFormat: z.string().nullable(),
    lines: z.int().nullable(),
    entries: z.int().nullable().describe('Distinct addresses and networks, merged where they touch'),
    addresses: z.number().nullable().describe('IPv4 addresses that these cover'),
    uniqueEntries: z.int().nullable().describe('Held by no other list'),
    overlaps: z
      .array(z.object({ sourceId: z.int(), entries: z.int() }))
      .describe('How many entries of this list another one holds too'),
    drops: z.array(dropSchema),
    nextRunAt: z.int().nullable(),
  })
  .meta({ id: 'BlocklistSource' });

export const sourcesSchema = z.object({ items: z.array(sourceSchema) });

export const sourceRequestSchema = z
  .object({
    ...sourceFields,
    url: sourceFields.url.optional(),
    text: z.string().max(longestText).optional().describe('The list itself, instead of a URL'),
    format: sourceFields.format.default('auto'),
    csvColumn: sourceFields.csvColumn.default(1),
    schedule: sourceFields.schedule.optional().describe('By default once a day for a URL'),
    timeZone: sourceFields.timeZone.default('UTC'),
    enabled: sourceFields.enabled.default(true),
    maxBytes: sourceFields.maxBytes.default(defaultMaxBytes),
    maxEntries: sourceFields.maxEntries.default(defaultMaxEntries),
  })
  .meta({ id: 'BlocklistSourceRequest' });

export const sourceChangesSchema = z
  .object({ ...sourceFields, text: z.string().max(longestText) })
  .partial()
  .meta({ id: 'BlocklistSourceChanges' });

export const previewRequestSchema = z
  .object({
    url: z.string().trim().max(2_000).optional(),
    text: z.string().max(longestText).optional(),
    format: sourceFields.format.default('auto'),
    csvColumn: sourceFields.csvColumn.default(1),
    maxBytes: sourceFields.maxBytes.default(defaultMaxBytes),
    maxEntries: sourceFields.maxEntries.default(defaultMaxEntries),
  })
  .meta({ id: 'BlocklistPreviewRequest' });

export const previewSchema = z
  .object({
    detectedFormat: z.string(),
    bytes: z.int().describe('As received'),
    lines: z.int(),
    entries: z.int().describe('Distinct, merged where they touch'),
    addresses: z.number().describe('IPv4 addresses that these cover'),
    counts: countsSchema,
    samples: z.array(z.string()).describe('Some of the entries'),
    drops: z.array(dropSchema),
  })
  .meta({ id: 'BlocklistPreview' });

export const importRequestSchema = z
  .object({
    ids: z.array(z.int().positive()).max(1_000).optional().describe('Without it, every enabled source'),
    dryRun: z.boolean().default(false).describe('Fetch and compile, but change nothing'),
  })
  .meta({ id: 'BlocklistImportRequest' });

export const runStartedSchema = z.object({ runId: z.int() }).meta({ id: 'BlocklistRunStarted' });

export const runStages = ['fetch', 'compile', 'write', 'apply', 'record'] as const;

const runSourceSchema = z
  .object({
    sourceId: z.int(),
    name: z.string(),
    status: z
      .enum(['waiting', 'fetching', 'changed', 'unchanged', 'not_fetched', 'failed'])
      .describe('not_fetched: its content of last time was taken; failed: likewise, if there was any'),
    receivedBytes: z.int(),
    totalBytes: z.int().nullable(),
    lines: z.int(),
    entries: z.int(),
    durationMs: z.int(),
    problem: z.string().nullable(),
    drops: z.array(dropSchema),
  })
  .meta({ id: 'BlocklistRunSource' });

export const runSchema = z
  .object({
    id: z.int(),
    state: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted']),
    kind: z.enum(['import', 'rollback', 'compile']),
    dryRun: z.boolean(),
    trigger: z.enum(['schedule', 'manual', 'change', 'start']),
    requestedBy: z.string().nullable(),
    queuedAt: z.int(),
    startedAt: z.int().nullable(),
    endedAt: z.int().nullable(),
    stage: z.enum(runStages).nullable(),
    durationMs: z.partialRecord(z.enum(runStages), z.int()).describe('By stage'),
    sources: z.array(runSourceSchema),
    counts: countsSchema.nullable().describe('Of the compiled set'),
    added: z.int().nullable().describe('Against the set that was in force before'),
    removed: z.int().nullable(),
    applied: z.enum(['delta', 'full', 'unchanged', 'not_enforced']).nullable(),
    drops: z.array(dropSchema).describe('Carved out of the merged set'),
    problem: z.string().nullable(),
  })
  .meta({ id: 'BlocklistRun' });

export const runsQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  before: idSchema.optional().describe('Runs older than this one'),
});
export const runsSchema = z.object({ items: z.array(runSchema) });

export const versionSchema = z
  .object({
    id: z.int(),
    runId: z.int(),
    compiledAt: z.int(),
    isCurrent: z.boolean(),
    counts: countsSchema,
    addresses: z.number().describe('IPv4 addresses that these cover'),
    sources: z.array(z.object({ sourceId: z.int(), name: z.string(), entries: z.int() })),
  })
  .meta({ id: 'BlocklistVersion' });
export const versionsSchema = z.object({ items: z.array(versionSchema) });

export const rollbackRequestSchema = z
  .object({ versionId: z.int().positive().optional().describe('Without it, the set before the current one') })
  .meta({ id: 'BlocklistRollbackRequest' });

const ruleStateSchema = z.enum(['in_place', 'missing', 'not_first', 'unknown']);

export const enforcementSchema = z
  .object({
    driver: z.enum(['daemon', 'direct', 'off']),
    jail: z
      .enum(['running', 'stopped', 'missing', 'outdated', 'unknown', 'not_needed'])
      .describe('Of the driver daemon: the jail blocklist-import'),
    state: z
      .enum(['enforced', 'empty', 'not_enforced', 'unknown'])
      .describe('Whether the kernel holds the current set and the rule that asks it'),
    problem: z.string().nullable(),
    checkedAt: z.int().nullable(),
    counts: countsSchema.nullable().describe('What the kernel holds'),
    rule: z.object({ v4: ruleStateSchema, v6: ruleStateSchema }),
    stopped: z.object({ packets: z.number(), bytes: z.number(), since: z.int().nullable() }),
    current: versionSchema.nullable(),
  })
  .meta({ id: 'BlocklistEnforcement' });

export const hitsQuerySchema = z.object({
  hours: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 90)
    .default(24),
});
export const hitsSchema = z
  .object({
    stepSeconds: z.int(),
    points: z.array(z.object({ at: z.int(), packets: z.number(), bytes: z.number() })),
  })
  .meta({ id: 'BlocklistHits' });

export const lookUpQuerySchema = z.object({ address: z.string().min(1).max(100) });
export const lookUpSchema = z
  .object({
    address: z.string(),
    blockedBy: z.string().nullable().describe('The entry of the current set that holds it'),
    sources: z.array(z.object({ sourceId: z.int(), name: z.string(), entry: z.string() })),
  })
  .meta({ id: 'BlocklistLookUp' });

export const catalogueSchema = z.object({
  items: z.array(
    z
      .object({
        id: z.string(),
        name: z.string(),
        url: z.string(),
        homepage: z.string(),
        licence: z.string(),
        description: z.object({ en: z.string(), de: z.string() }),
        format: z.enum(listFormats),
        csvColumn: z.int(),
        schedule: z.string(),
        sourceId: z.int().nullable().describe('The source with this URL, if it was added already'),
      })
      .meta({ id: 'BlocklistCatalogueEntry' }),
  ),
});

export const feedSettingsSchema = z
  .object({
    enabled: z.boolean(),
    token: z.string().describe('Secret; in the URL as ?token=… or in the header Authorization: Bearer …'),
    networks: z.array(z.string()).describe('Who may read without the token'),
    includeBans: z.boolean().describe('Also what fail2ban bans now, unless the request says otherwise'),
  })
  .meta({ id: 'BlocklistFeedSettings' });

export const feedChangesSchema = z
  .object({
    enabled: z.boolean(),
    networks: z.array(z.string().min(1).max(100)).max(100),
    includeBans: z.boolean(),
    renewToken: z.boolean(),
  })
  .partial()
  .meta({ id: 'BlocklistFeedChanges' });

export type SourceRequest = z.infer<typeof sourceRequestSchema>;
export type SourceChanges = z.infer<typeof sourceChangesSchema>;
export type SourceItem = z.infer<typeof sourceSchema>;
export type PreviewRequest = z.infer<typeof previewRequestSchema>;
export type Preview = z.infer<typeof previewSchema>;
export type ImportRequest = z.infer<typeof importRequestSchema>;
export type RunItem = z.infer<typeof runSchema>;
export type RunSource = z.infer<typeof runSourceSchema>;
export type RunStage = (typeof runStages)[number];
export type VersionItem = z.infer<typeof versionSchema>;
export type Enforcement = z.infer<typeof enforcementSchema>;
export type Hits = z.infer<typeof hitsSchema>;
export type LookUpResult = z.infer<typeof lookUpSchema>;
export type FeedSettings = z.infer<typeof feedSettingsSchema>;
export type FeedChanges = z.infer<typeof feedChangesSchema>;
