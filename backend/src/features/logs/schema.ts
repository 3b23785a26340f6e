import { z } from 'zod';
import { lineLevels } from '../../fail2ban/log-line.ts';
import { parseAddress } from '../../network/address.ts';

const time = z.coerce.number().int().min(0).max(4_294_967_295);
const moment = z.int().describe('Unix seconds');
const momentMs = z.int().describe('Unix milliseconds');
const place = z.string().max(400);

const filter = {
  level: z.enum(lineLevels).optional().describe('This one and the more severe'),
  jail: z.string().min(1).max(200).optional(),
  address: z
    .string()
    .max(64)
    .refine((text) => parseAddress(text) !== null, 'Give an address, or a network in CIDR notation')
    .optional()
    .describe('An address, or a network and every address in it'),
  text: z.string().min(1).max(200).optional().describe('What the line contains; capitals do not matter'),
};

export const logQuerySchema = z.object({
  ...filter,
  from: time.optional().describe('Unix seconds; lines at this moment and later'),
  to: time.optional().describe('Unix seconds; lines before this moment'),
  limit: z.coerce.number().int().min(1).max(200).default(100),
  cursor: place.optional().describe('nextCursor of the page before'),
});

export const logFollowQuerySchema = z.object({
  ...filter,
  lastEventId: place.optional().describe('`newest` of a page, or the id of the last event'),
});

export const logLineSchema = z
  .object({
    id: z.string().describe('The same as long as the line is kept'),
    atMs: momentMs.nullable().describe('null for a line that fail2ban has not written'),
    level: z.enum(lineLevels).nullable(),
    component: z.string().nullable().describe('The part of fail2ban that speaks, such as `filter`'),
    jail: z.string().nullable(),
    message: z.string().describe('What is said, or the whole of a line that fail2ban has not written'),
    details: z.array(z.string()).describe('Lines that go on with it, such as a traceback'),
    addresses: z.array(z.string()).describe('As they stand in the message'),
    isCut: z
      .boolean()
      .describe('It is longer than what is told of it: 8 KB of the line, 8 KB of its details'),
  })
  .meta({ id: 'LogLine' });

const incompleteSchema = z.object({
  name: z.string(),
  problem: z.enum(['damaged', 'too_large', 'unreadable']),
});

export const logPageSchema = z
  .object({
    items: z.array(logLineSchema).describe('The newest first'),
    nextCursor: z.string().nullable(),
    searchedToMs: momentMs
      .nullable()
      .describe(
        'Where a search stopped for the sake of a quick answer: earlier lines are on the next page, which may be empty too',
      ),
    incomplete: z.array(incompleteSchema).describe('Rotated files that could not be read to their end'),
    newest: z.string().nullable().describe('From where to follow; on a first page only'),
  })
  .meta({ id: 'LogPage' });

const fileSchema = z.object({ name: z.string(), sizeBytes: z.int(), modifiedAt: moment });

const logProblemSchema = z.object({ code: z.string(), detail: z.string() });

export const logListSchema = z
  .object({
    fail2ban: z.object({
      kind: z
        .enum(['file', 'journal', 'elsewhere', 'unknown'])
        .describe('elsewhere: where BanGUI cannot read it; unknown: nobody says where'),
      target: z.string().nullable().describe('In fail2ban’s words: a path, or such as `STDOUT`'),
      files: z.array(fileSchema).describe('The one that grows, then the rotated ones, the newest first'),
      unread: z
        .array(z.string())
        .describe('Rotated files that are compressed in a way that BanGUI does not read'),
      problem: logProblemSchema.nullable().describe('Why it cannot be read'),
    }),
    jails: z
      .array(
        z.object({
          jail: z.string(),
          path: z.string(),
          sizeBytes: z.int().nullable(),
          modifiedAt: moment.nullable(),
          problem: logProblemSchema.nullable().describe('Why BanGUI cannot read it'),
        }),
      )
      .describe('The log files that running jails watch'),
  })
  .meta({ id: 'LogList' });

export type LogQuery = z.infer<typeof logQuerySchema>;
export type LogFollowQuery = z.infer<typeof logFollowQuerySchema>;
export type LogLineItem = z.infer<typeof logLineSchema>;
export type LogPage = z.infer<typeof logPageSchema>;
export type LogList = z.infer<typeof logListSchema>;
