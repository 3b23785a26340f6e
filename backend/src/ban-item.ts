/** A ban as the API shows it, wherever one is shown. */
import { z } from 'zod';

export const banSchema = z
  .object({
    jail: z.string(),
    address: z.string(),
    bannedAt: z.int().describe('Unix seconds'),
    durationSeconds: z.int().nullable().describe('null: without end'),
    expiresAt: z.int().nullable().describe('Unix seconds; null: without end'),
    banCount: z.int().describe('How often fail2ban remembers to have banned this address'),
    country: z.string().nullable().describe('ISO 3166-1 alpha-2'),
    origin: z.enum(['jail', 'manual']),
  })
  .meta({ id: 'Ban' });

export type BanItem = z.infer<typeof banSchema>;
