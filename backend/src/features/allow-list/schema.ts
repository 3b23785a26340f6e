import { z } from 'zod';

export const allowListItemSchema = z
  .object({
    address: z.string(),
    jail: z.string().nullable().describe('null: every jail'),
    note: z.string(),
    createdAt: z.int().nullable().describe('Unix seconds; null for entries of the configuration files'),
    createdBy: z.string().nullable(),
    source: z.enum(['bangui', 'configuration']),
  })
  .meta({ id: 'AllowListItem' });

export const allowListSchema = z.object({ items: z.array(allowListItemSchema) });

export const allowListRequestSchema = z
  .object({
    address: z.string().min(1).max(100).describe('An address, or a network in CIDR notation'),
    jail: z.string().min(1).max(200).nullish().describe('Without it, every jail'),
    note: z.string().trim().max(500).default(''),
  })
  .meta({ id: 'AllowListRequest' });

export const allowListEntrySchema = z.object({
  address: z.string().min(1).max(100),
  jail: z.string().max(200).optional().describe('Without it, the entry for every jail'),
});

export type AllowListItem = z.infer<typeof allowListItemSchema>;
export type AllowListRequest = z.infer<typeof allowListRequestSchema>;
