import { z } from 'zod';
import { banSchema } from '../../ban-item.ts';

const moment = z.int().describe('Unix seconds');

export const addressParamsSchema = z.object({
  address: z
    .string()
    .min(1)
    .max(255)
    .describe('An address, a network in CIDR notation, or a host name that was banned'),
});

const neighbourSchema = z.object({
  address: z.string(),
  bans: z.int(),
  lastAt: moment,
  isBanned: z.boolean().describe('Now, in any jail'),
});

export const addressPageSchema = z
  .object({
    address: z.string().describe('In canonical form'),
    kind: z.enum(['address', 'network', 'name']),
    country: z.string().nullable().describe('ISO 3166-1 alpha-2'),
    asn: z.int().nullable(),
    operator: z.string().nullable(),
    special: z
      .string()
      .nullable()
      .describe('What a special-use address is for, such as `private` or `documentation` (RFC 6890)'),
    bans: z.array(banSchema).describe('Where it is banned now: itself, or a network around it'),
    allowed: z
      .array(z.object({ address: z.string(), jail: z.string().nullable().describe('null: in every jail') }))
      .describe('Entries of the allow-list that hold it'),
    history: z.object({
      bans: z.int(),
      addresses: z.int().describe('How many different ones: 1 for an address, more in a network'),
      firstAt: moment.nullable(),
      lastAt: moment.nullable(),
      jails: z.array(z.object({ jail: z.string(), bans: z.int() })),
    }),
    neighbourhood: z
      .object({
        network: z.string().describe('The /24 or /48 around it, or the network itself'),
        bans: z.int(),
        addresses: z.int(),
        neighbours: z
          .array(neighbourSchema)
          .describe('Other addresses in it, the most often banned first; at most 256'),
      })
      .nullable()
      .describe('null for a host name'),
  })
  .meta({ id: 'AddressPage' });

export const reverseNameSchema = z
  .object({
    names: z.array(z.string()).describe('Empty where the address has no name'),
    problem: z.enum(['timed_out', 'failed']).nullable(),
  })
  .meta({ id: 'ReverseName' });

export const addressSearchQuerySchema = z.object({
  q: z.string().min(1).max(100).describe('The beginning of an address, or a network'),
  limit: z.coerce.number().int().min(1).max(20).default(8),
});

export const addressSearchSchema = z
  .object({
    items: z.array(
      z.object({ address: z.string(), bans: z.int(), isBanned: z.boolean(), country: z.string().nullable() }),
    ),
  })
  .meta({ id: 'AddressSearch' });

export type AddressPage = z.infer<typeof addressPageSchema>;
export type ReverseName = z.infer<typeof reverseNameSchema>;
export type AddressSearch = z.infer<typeof addressSearchSchema>;
