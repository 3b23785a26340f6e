import { z } from 'zod';
import { banSchema } from '../../ban-item.ts';
import { banSorts } from '../../fail2ban/ban-page.ts';

const addressList = z
  .array(z.string().min(1).max(100))
  .min(1)
  .max(1_000)
  .describe('Addresses and networks in CIDR notation');
const longestDurationSeconds = 100 * 366 * 86_400;

export const banQuerySchema = z.object({
  jail: z.string().max(200).optional(),
  q: z.string().max(100).optional().describe('The beginning of an address, or a network in CIDR notation'),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, 'Give a country as two letters')
    .optional(),
  sort: z.enum(banSorts).default('-bannedAt'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1_000).optional().describe('nextCursor of the page before'),
});

export const banPageSchema = z
  .object({ items: z.array(banSchema), total: z.int(), nextCursor: z.string().nullable() })
  .meta({ id: 'BanPage' });

export const evidenceQuerySchema = z.object({
  jail: z.string().min(1).max(200),
  address: z.string().min(1).max(100),
});

export const evidenceSchema = z
  .object({
    failures: z.int().nullable(),
    matches: z.array(z.string()).describe('Log lines, oldest first'),
    truncated: z.boolean().describe('Lines or characters were left out'),
  })
  .meta({ id: 'Evidence' });

export const banRequestSchema = z
  .object({
    addresses: addressList,
    jail: z.string().min(1).max(200),
    durationSeconds: z
      .int()
      .min(1)
      .max(longestDurationSeconds)
      .optional()
      .describe('Without it the ban lasts as long as the jail’s own'),
    confirm: z.boolean().optional().describe('Ban although it could lock somebody out'),
  })
  .meta({ id: 'BanRequest' });

export const banResultsSchema = z
  .object({
    results: z.array(
      z.object({
        address: z.string(),
        status: z.enum(['banned', 'already_banned', 'failed']),
        detail: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'BanResults' });

export const releaseRequestSchema = z
  .object({
    addresses: addressList.optional(),
    jail: z.string().min(1).max(200).optional().describe('Without it, every jail that bans the address'),
    all: z.literal(true).optional().describe('Every ban of the jail, instead of addresses'),
  })
  .refine(
    ({ addresses, jail, all }) =>
      all === true ? jail !== undefined && addresses === undefined : addresses !== undefined,
    'Give addresses, or a jail together with all: true',
  )
  .meta({ id: 'ReleaseRequest' });

export const releaseResultsSchema = z
  .object({
    results: z.array(
      z.object({
        address: z.string(),
        status: z.enum(['released', 'not_banned', 'failed']),
        jails: z.array(z.string()),
        detail: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'ReleaseResults' });

export type BanQueryParameters = z.infer<typeof banQuerySchema>;
export type BanRequest = z.infer<typeof banRequestSchema>;
export type BanResult = z.infer<typeof banResultsSchema>['results'][number];
export type ReleaseRequest = z.infer<typeof releaseRequestSchema>;
export type ReleaseResult = z.infer<typeof releaseResultsSchema>['results'][number];
