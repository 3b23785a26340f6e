import { problemSchema } from '../../http/problem-document.ts';
import type { HttpServer } from '../../http/server.ts';
import type { RegexTests } from './regex-tests.ts';
import {
  longestFilterText,
  longestPastedLog,
  regexTestChoicesSchema,
  regexTestParametersSchema,
  regexTestRequestSchema,
  regexTestSchema,
} from './schema.ts';

const tags = ['regex-tests'];
const problems = { '4xx': problemSchema, '5xx': problemSchema };
/** Of bytes, where a character takes up to three, or six when escaped. */
const bodyLimit = 3 * (longestFilterText + longestPastedLog);

export function registerRegexTestRoutes(server: HttpServer, tests: RegexTests): void {
  server.get(
    '/regex-tests/choices',
    {
      schema: {
        tags,
        summary: 'Filters and logs to choose from',
        response: { 200: regexTestChoicesSchema, ...problems },
      },
    },
    async () => tests.choices(),
  );

  server.post(
    '/regex-tests',
    {
      bodyLimit,
      schema: {
        tags,
        summary: 'Try a filter on a log',
        description: 'The work is done by the code of fail2ban-regex; nothing of it reaches fail2ban.',
        body: regexTestRequestSchema,
        response: { 202: regexTestSchema, ...problems },
      },
    },
    async (request, reply) => reply.code(202).send(await tests.start(request.body)),
  );

  server.get(
    '/regex-tests/:id',
    {
      schema: {
        tags,
        summary: 'How far a test is, and what it found',
        params: regexTestParametersSchema,
        response: { 200: regexTestSchema, ...problems },
      },
    },
    async (request) => tests.find(request.params.id),
  );

  server.delete(
    '/regex-tests/:id',
    {
      schema: {
        tags,
        summary: 'Cancel a test',
        params: regexTestParametersSchema,
        response: { 202: regexTestSchema, ...problems },
      },
    },
    async (request, reply) => reply.code(202).send(tests.cancel(request.params.id)),
  );
}
