import { z } from 'zod';

/** Of each kind and jail; the totals count all. */
export const mostListed = 500;

const jailTruthSchema = z.object({
  jail: z.string(),
  checkedActions: z.array(z.string()).describe('The actions whose bans were compared with the kernel'),
  otherActions: z
    .array(z.string())
    .describe('Actions that do not ban in the kernel, or in a way that BanGUI does not read'),
  missing: z.int().describe('Banned, and not in the kernel'),
  extra: z.int().describe('Stopped by the kernel, and not banned'),
  shadowed: z.int().describe('In the kernel, and an earlier rule lets it pass'),
  isDetached: z.boolean().describe('A whole chain or set is gone, or no rule leads to it'),
  missingAddresses: z.array(z.string()).describe(`The first ${mostListed}`),
  extraAddresses: z
    .array(z.object({ address: z.string(), removal: z.string().describe('The command that takes it out') }))
    .describe(`The first ${mostListed}`),
  shadowedAddresses: z
    .array(z.object({ address: z.string(), rule: z.string() }))
    .describe(`The first ${mostListed}`),
});

export const truthCheckSchema = z
  .object({
    state: z
      .enum(['not_checked', 'holds', 'differs', 'settling', 'unavailable'])
      .describe('settling: fail2ban is still putting bans into the kernel'),
    reason: z
      .enum([
        'driver_off',
        'fail2ban_offline',
        'jail_missing',
        'jail_stopped',
        'jail_outdated',
        'listing_failed',
      ])
      .nullable()
      .describe('Why the kernel could not be asked'),
    problem: z.string().nullable(),
    checkedAt: z.int().nullable().describe('Unix seconds'),
    isChecking: z.boolean(),
    missing: z.int(),
    extra: z.int(),
    shadowed: z.int(),
    jails: z.array(jailTruthSchema),
  })
  .meta({ id: 'TruthCheck' });

export const repairRequestSchema = z
  .object({
    jail: z.string().min(1).max(200),
    addresses: z.array(z.string().min(1).max(100)).min(1).max(1_000),
  })
  .meta({ id: 'TruthRepairRequest' });

export const repairResultsSchema = z
  .object({
    results: z.array(
      z.object({
        address: z.string(),
        status: z
          .enum(['repaired', 'not_missing', 'still_missing', 'failed'])
          .describe('not_missing: it was not among what the last check found'),
        detail: z.string().optional(),
      }),
    ),
    check: truthCheckSchema,
  })
  .meta({ id: 'TruthRepairResults' });

export type TruthCheckState = z.infer<typeof truthCheckSchema>;
export type JailTruthItem = z.infer<typeof jailTruthSchema>;
export type RepairRequest = z.infer<typeof repairRequestSchema>;
export type RepairResults = z.infer<typeof repairResultsSchema>;
