import { z } from 'zod';
import type { Problem } from '../problem.ts';

/** RFC 9457. Further members depend on the code: `errors`, `guarded`, `retryAfterSeconds`. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().describe('Stable name of what went wrong'),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document' });

export type ProblemDocument = z.infer<typeof problemSchema>;

export function toProblemDocument(problem: Problem): ProblemDocument {
  return {
    type: `urn:bangui:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    ...problem.extras,
  };
}
