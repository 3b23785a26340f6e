import { z } from 'zod';

/** Larger files are shown by nobody and edited by nobody here. */
export const longestFileBytes = 1024 * 1024;
const path = z
  .string()
  .min(1)
  .max(300)
  .describe('Within the configuration folder, such as jail.d/sshd.local');
const jailName = z.string().min(1).max(200);
const changeId = z.string().min(1).max(64);

const fileKinds = ['server', 'jail', 'filter', 'action', 'paths', 'other'] as const;

const configurationFileSchema = z
  .object({
    path: z.string(),
    kind: z.enum(fileKinds),
    isStock: z.boolean().describe('Comes with fail2ban: never written, overridden by its .local partner'),
    bytes: z.int(),
    changedAt: z.int().describe('Unix seconds'),
    problem: z.string().nullable().describe('Why it cannot be shown, such as its size'),
  })
  .meta({ id: 'ConfigurationFile' });

export const configurationFilesSchema = z
  .object({
    directory: z.string(),
    isWritable: z.boolean(),
    problem: z.string().nullable().describe('Why it cannot be written, and what to do'),
    items: z.array(configurationFileSchema),
  })
  .meta({ id: 'ConfigurationFiles' });

export const fileQuerySchema = z.object({ path });

export const fileContentSchema = z
  .object({
    path: z.string(),
    kind: z.enum(fileKinds),
    isStock: z.boolean(),
    text: z.string(),
    digest: z.string().describe('To be given back with an edit, so that nothing is overwritten unseen'),
    partner: z
      .object({ path: z.string(), exists: z.boolean() })
      .nullable()
      .describe('Of a stock file its .local partner, and the other way round'),
  })
  .meta({ id: 'ConfigurationFileContent' });

const originSchema = z
  .object({ file: z.string(), line: z.int().describe('From 1'), section: z.string() })
  .meta({ id: 'ConfigurationOrigin' });

const jailSettingSchema = z
  .object({
    key: z.string(),
    value: z.string().describe('As it is written, lines joined by line breaks'),
    origin: originSchema,
    stock: z
      .object({ value: z.string(), origin: originSchema })
      .nullable()
      .describe('What fail2ban’s own files say; null where they say nothing'),
  })
  .meta({ id: 'JailSetting' });

const configuredJailSchema = z
  .object({
    name: z.string(),
    isEnabled: z.boolean().describe('As the files say'),
    isRunning: z.boolean(),
    isStock: z.boolean().describe('Known to fail2ban’s own jail.conf'),
    filter: z.string().nullable(),
    settings: z.array(jailSettingSchema).describe('Those of its section and of DEFAULT, the first winning'),
  })
  .meta({ id: 'ConfiguredJail' });

export const effectiveSchema = z
  .object({
    jails: z.array(configuredJailSchema),
    defaults: z.array(jailSettingSchema).describe('Of the section DEFAULT'),
    server: z
      .array(jailSettingSchema)
      .describe('Of fail2ban.conf and its partners, section Definition and DEFAULT'),
    problem: z.string().nullable().describe('Files that could not be read, in a sentence'),
  })
  .meta({ id: 'EffectiveConfiguration' });

export const resolvedJailSchema = z
  .object({
    name: z.string(),
    commands: z
      .array(z.object({ setting: z.string(), values: z.array(z.string()) }))
      .describe('What fail2ban-client would send to the daemon for this jail, in its order'),
  })
  .meta({ id: 'ResolvedJail' });

export const jailParametersSchema = z.object({ jail: jailName });

const writeEditSchema = z.object({
  kind: z.literal('write'),
  path,
  text: z.string().max(longestFileBytes),
  baseDigest: z.string().nullable().describe('Of the file that was edited; null for a new one'),
});
const removeEditSchema = z.object({ kind: z.literal('remove'), path, baseDigest: z.string() });
const setEditSchema = z.object({
  kind: z.literal('set'),
  section: z.string().min(1).max(200).describe('A jail, or DEFAULT; Definition for the server’s settings'),
  target: z.enum(['jail', 'server']),
  values: z
    .record(z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/), z.string().max(10_000).nullable())
    .describe('null removes the key from all own files, so that the stock value holds again'),
});

export const changeRequestSchema = z
  .object({
    edits: z
      .array(z.discriminatedUnion('kind', [writeEditSchema, removeEditSchema, setEditSchema]))
      .min(1)
      .max(50),
    note: z.string().trim().max(500).default(''),
  })
  .meta({ id: 'ConfigurationChangeRequest' });

export const fileDifferenceSchema = z
  .object({
    path: z.string(),
    before: z.string().nullable().describe('null: there was no such file'),
    after: z.string().nullable().describe('null: it is removed'),
    diff: z.string().describe('Unified, without the lines that name the files'),
  })
  .meta({ id: 'FileDifference' });

const jailEffectSchema = z
  .object({
    jail: z.string(),
    kind: z.enum(['started', 'stopped', 'changed']),
    settings: z.array(
      z.object({ setting: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
    ),
  })
  .meta({ id: 'JailEffect' });

export const changeSchema = z
  .object({
    id: z.string(),
    state: z
      .enum(['checked', 'refused', 'applying', 'applied', 'undone', 'failed'])
      .describe(
        'refused: fail2ban says no; undone: applied, but the daemon did not come back as it should, so the old files are back; failed: not even that',
      ),
    note: z.string(),
    createdAt: z.int().describe('Unix seconds'),
    createdBy: z.string(),
    expiresAt: z.int().describe('Forgotten then, unless it was applied'),
    files: z.array(fileDifferenceSchema),
    effect: z.array(jailEffectSchema).describe('What would change in the daemon, jail by jail'),
    serverEffect: z.array(
      z.object({ setting: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
    ),
    check: z.object({
      isValid: z.boolean(),
      output: z.string().describe('fail2ban’s own words'),
      warnings: z.array(z.string()),
    }),
    problem: z.string().nullable().describe('Why it was undone, both errors in fail2ban’s words'),
    versionId: z.int().nullable(),
  })
  .meta({ id: 'ConfigurationChange' });

export const changeParametersSchema = z.object({ id: changeId });
export const applyRequestSchema = z.object({ note: z.string().trim().max(500).optional() }).default({});

export const versionSchema = z
  .object({
    id: z.int(),
    createdAt: z.int(),
    author: z.string().nullable().describe('null: changed outside of BanGUI'),
    note: z.string(),
    source: z.enum(['bangui', 'restore', 'outside', 'first']),
    files: z.array(z.string()).describe('Own files that differ from the version before'),
    addedLines: z.int(),
    removedLines: z.int(),
    isCurrent: z.boolean(),
  })
  .meta({ id: 'ConfigurationVersion' });

export const versionPageSchema = z
  .object({ items: z.array(versionSchema), nextCursor: z.int().nullable() })
  .meta({ id: 'ConfigurationVersionPage' });
export const versionQuerySchema = z.object({
  cursor: z.coerce.number().int().positive().optional().describe('Versions with a lower number'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const versionParametersSchema = z.object({ id: z.coerce.number().int().positive() });
export const compareQuerySchema = z.object({
  from: z.coerce.number().int().positive(),
  to: z.coerce.number().int().positive(),
});
export const comparisonSchema = z
  .object({ from: versionSchema.nullable(), to: versionSchema, files: z.array(fileDifferenceSchema) })
  .meta({ id: 'ConfigurationComparison' });

export const catalogueItemSchema = z
  .object({
    name: z.string(),
    isEnabled: z.boolean(),
    isRunning: z.boolean(),
    filter: z.string().nullable().describe('With its options, such as sshd[mode=normal]'),
    port: z.string().nullable(),
    backend: z.string().nullable(),
    logs: z.array(
      z.object({
        pattern: z.string().describe('As fail2ban resolves it'),
        found: z.array(z.string()).describe('Files that are there'),
      }),
    ),
  })
  .meta({ id: 'CatalogueJail' });
export const catalogueSchema = z.object({ items: z.array(catalogueItemSchema) });

export type ConfigurationFiles = z.infer<typeof configurationFilesSchema>;
export type FileContent = z.infer<typeof fileContentSchema>;
export type EffectiveConfiguration = z.infer<typeof effectiveSchema>;
export type ResolvedJail = z.infer<typeof resolvedJailSchema>;
export type Edit = z.infer<typeof changeRequestSchema>['edits'][number];
export type ChangeRequest = z.infer<typeof changeRequestSchema>;
export type Change = z.infer<typeof changeSchema>;
export type FileDifference = z.infer<typeof fileDifferenceSchema>;
export type Version = z.infer<typeof versionSchema>;
export type VersionPage = z.infer<typeof versionPageSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
export type CatalogueItem = z.infer<typeof catalogueItemSchema>;
