import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { problemSchema } from '../../http/problem-document.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Blocklists } from './blocklists.ts';
import {
  catalogueSchema,
  enforcementSchema,
  feedChangesSchema,
  feedSettingsSchema,
  hitsQuerySchema,
  hitsSchema,
  idParametersSchema,
  importRequestSchema,
  longestText,
  lookUpQuerySchema,
  lookUpSchema,
  previewRequestSchema,
  previewSchema,
  rollbackRequestSchema,
  runSchema,
  runStartedSchema,
  runsQuerySchema,
  runsSchema,
  sourceChangesSchema,
  sourceRequestSchema,
  sourceSchema,
  sourcesSchema,
  versionsSchema,
} from './schema.ts';

const tags = ['blocklists'];
const errors = { '4xx': problemSchema, '5xx': problemSchema };
/** A character of a pasted list takes up to two bytes in JSON (a line break); the rest is room for the other fields. */
const bodyLimit = 2 * longestText + 64 * 1024;

export function registerBlocklistRoutes(server: HttpServer, blocklists: Blocklists): void {
  const { sources, imports, enforcement, feed } = blocklists;

  server.get(
    '/blocklists',
    { schema: { tags, summary: 'All sources, and what each holds', response: { 200: sourcesSchema } } },
    async () => ({ items: await sources.list() }),
  );

  server.post(
    '/blocklists',
    {
      bodyLimit,
      schema: {
        tags,
        summary: 'Add a source; it is imported at once',
        body: sourceRequestSchema,
        response: { 201: sourceSchema, ...errors },
      },
    },
    async (request, reply) => reply.code(201).send(await sources.add(request.body, request.session.username)),
  );

  server.get(
    '/blocklists/:id',
    {
      schema: {
        tags,
        summary: 'One source',
        params: idParametersSchema,
        response: { 200: sourceSchema, ...errors },
      },
    },
    async (request) => sources.get(request.params.id),
  );

  server.patch(
    '/blocklists/:id',
    {
      bodyLimit,
      schema: {
        tags,
        summary: 'Change a source',
        params: idParametersSchema,
        body: sourceChangesSchema,
        response: { 200: sourceSchema, ...errors },
      },
    },
    async (request) => sources.change(request.params.id, request.body, request.session.username),
  );

  server.delete(
    '/blocklists/:id',
    {
      schema: {
        tags,
        summary: 'Remove a source; its entries leave the set',
        params: idParametersSchema,
        response: { 204: z.undefined(), ...errors },
      },
    },
    async (request, reply) => {
      await sources.remove(request.params.id, request.session.username);
      return reply.code(204).send();
    },
  );

  server.post(
    '/blocklists/preview',
    {
      bodyLimit,
      schema: {
        tags,
        summary: 'What a list holds, before it is saved',
        body: previewRequestSchema,
        response: { 200: previewSchema, ...errors },
      },
    },
    async (request) => imports.preview(request.body),
  );

  server.post(
    '/blocklists/import',
    {
      preValidation: takeNoBody,
      schema: {
        tags,
        summary: 'Fetch, compile and enforce now',
        body: importRequestSchema.default({ dryRun: false }),
        response: { 202: runStartedSchema, ...errors },
      },
    },
    async (request, reply) =>
      reply.code(202).send({ runId: await imports.start(request.body, request.session.username) }),
  );

  server.get(
    '/blocklists/runs',
    {
      schema: {
        tags,
        summary: 'Imports, the newest first',
        querystring: runsQuerySchema,
        response: { 200: runsSchema },
      },
    },
    async (request) => ({ items: await imports.runs(request.query) }),
  );

  server.get(
    '/blocklists/runs/:id',
    {
      schema: {
        tags,
        summary: 'One import, while it runs and afterwards',
        params: idParametersSchema,
        response: { 200: runSchema, ...errors },
      },
    },
    async (request) => imports.run(request.params.id),
  );

  server.post(
    '/blocklists/runs/:id/cancel',
    {
      schema: {
        tags,
        summary: 'Cancel an import; the set in force stays',
        params: idParametersSchema,
        response: { 202: runSchema, ...errors },
      },
    },
    async (request, reply) => reply.code(202).send(await imports.cancel(request.params.id)),
  );

  server.get(
    '/blocklists/versions',
    { schema: { tags, summary: 'The sets that can be returned to', response: { 200: versionsSchema } } },
    async () => ({ items: await imports.versions() }),
  );

  server.post(
    '/blocklists/rollback',
    {
      preValidation: takeNoBody,
      schema: {
        tags,
        summary: 'Return to an earlier compiled set',
        description: 'It stays in force until the next import.',
        body: rollbackRequestSchema.default({}),
        response: { 202: runStartedSchema, ...errors },
      },
    },
    async (request, reply) =>
      reply
        .code(202)
        .send({ runId: await imports.rollback(request.body.versionId, request.session.username) }),
  );

  server.get(
    '/blocklists/enforcement',
    {
      schema: {
        tags,
        summary: 'What the kernel holds, and what it stopped',
        response: { 200: enforcementSchema },
      },
    },
    async () => enforcement.state(),
  );

  server.post(
    '/blocklists/jail',
    {
      schema: {
        tags,
        summary: 'Create (or renew) the jail blocklist-import, by which fail2ban enforces the set',
        response: { 200: enforcementSchema, ...errors },
      },
    },
    async () => enforcement.createJail(),
  );

  server.get(
    '/blocklists/hits',
    {
      schema: {
        tags,
        summary: 'Packets and bytes stopped, over time',
        querystring: hitsQuerySchema,
        response: { 200: hitsSchema },
      },
    },
    async (request) => enforcement.hits(request.query.hours),
  );

  server.get(
    '/blocklists/look-up',
    {
      schema: {
        tags,
        summary: 'Which lists hold an address',
        querystring: lookUpQuerySchema,
        response: { 200: lookUpSchema, ...errors },
      },
    },
    async (request) => blocklists.lookUp(request.query.address),
  );

  server.get(
    '/blocklists/catalogue',
    { schema: { tags, summary: 'Well-known public lists', response: { 200: catalogueSchema } } },
    async () => ({ items: await sources.catalogue() }),
  );

  server.get(
    '/blocklists/feed',
    { schema: { tags, summary: 'Who may read the feed', response: { 200: feedSettingsSchema } } },
    async () => feed.settings(),
  );

  server.patch(
    '/blocklists/feed',
    {
      schema: {
        tags,
        summary: 'Change who may read the feed',
        body: feedChangesSchema,
        response: { 200: feedSettingsSchema, ...errors },
      },
    },
    async (request) => feed.change(request.body, request.session.username),
  );
}

/** All of the body has defaults, so that it may be left out. */
async function takeNoBody(request: FastifyRequest): Promise<void> {
  request.body ??= {};
}
