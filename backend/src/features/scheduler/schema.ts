import { z } from 'zod';

const holderSchema = z.object({
  host: z.string(),
  process: z.int(),
  instance: z.string().describe('Random, one for each start of a process'),
  since: z.int().describe('Unix seconds'),
  lastHeartbeat: z.int().describe('Unix seconds'),
  fence: z.int().describe('The number of this acquisition; higher than that of every earlier one'),
});

const jobSchema = z.object({
  name: z.string(),
  nextRunAt: z.int().nullable().describe('Unix seconds; known to the holder of the lock only'),
  running: z.int().nullable().describe('The number of the run that is under way'),
  lastRun: z
    .object({
      id: z.int(),
      state: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted']),
      startedAt: z.int().nullable(),
      endedAt: z.int().nullable(),
    })
    .nullable(),
});

export const schedulerSchema = z
  .object({
    lock: z.enum(['sqlite', 'redis']),
    mode: z.enum(['exclusive', 'standby']),
    isHolder: z.boolean().describe('Whether this instance runs the jobs'),
    holder: holderSchema.nullable().describe('As last seen'),
    problem: z.string().nullable().describe('Why the lock could not be updated or taken last'),
    jobs: z.array(jobSchema),
  })
  .meta({ id: 'Scheduler' });

export type SchedulerState = z.infer<typeof schedulerSchema>;
