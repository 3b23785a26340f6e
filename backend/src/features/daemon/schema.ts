import { z } from 'zod';

export const healthySchema = z.object({ status: z.literal('ok'), fail2ban: z.literal('online') });
export const unhealthySchema = z.object({ status: z.literal('unavailable'), fail2ban: z.literal('offline') });
export const liveSchema = z.object({ status: z.literal('ok') });
export const readySchema = z.object({
  status: z.enum(['ok', 'unavailable']),
  scheduler: z.object({
    role: z
      .enum(['holder', 'standby', 'none'])
      .describe('Whether this instance runs the jobs, another one does, or nobody'),
    holder: z.string().nullable().describe('HOST (process PID)'),
  }),
});

export type SchedulerReadiness = z.infer<typeof readySchema>['scheduler'];

const countsSchema = z.object({
  current: z.int().nullable(),
  total: z.int().nullable().describe('Since the daemon started'),
});

export const serverSchema = z
  .object({
    banguiVersion: z.string(),
    time: z.int().describe('The server’s clock, Unix seconds'),
    fail2ban: z.object({
      state: z.enum(['connecting', 'online', 'offline']),
      version: z.string().nullable(),
      socket: z.string(),
      since: z.int().describe('Unix seconds since when this state holds'),
      problem: z
        .object({ code: z.string(), title: z.string(), detail: z.string() })
        .nullable()
        .describe('Why fail2ban cannot be reached, and what to do'),
    }),
    snapshotComplete: z.boolean().describe('False until the bans of all jails have been read once'),
    jails: z.object({ running: z.int(), stopped: z.int() }),
    bans: countsSchema.describe('Null while fail2ban cannot be reached'),
    failures: countsSchema.describe('Null while fail2ban cannot be reached'),
    manualJail: z.enum(['running', 'stopped', 'missing', 'unknown']),
  })
  .meta({ id: 'Server' });

export type ServerState = z.infer<typeof serverSchema>;
