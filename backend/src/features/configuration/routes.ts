import { z } from 'zod';
import { problemSchema } from '../../http/problem-document.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Configuration } from './configuration.ts';
import {
  applyRequestSchema,
  catalogueSchema,
  changeParametersSchema,
  changeRequestSchema,
  changeSchema,
  compareQuerySchema,
  comparisonSchema,
  configurationFilesSchema,
  effectiveSchema,
  fileContentSchema,
  fileQuerySchema,
  jailParametersSchema,
  longestFileBytes,
  resolvedJailSchema,
  versionPageSchema,
  versionParametersSchema,
  versionQuerySchema,
} from './schema.ts';

const tags = ['configuration'];
const problems = { '4xx': problemSchema, '5xx': problemSchema };
/** Several files at their largest, each character of which may need escaping. */
const bodyLimit = 8 * longestFileBytes;

export function registerConfigurationRoutes(server: HttpServer, configuration: Configuration): void {
  registerReading(server, configuration);
  registerChanges(server, configuration);
  registerVersions(server, configuration);
}

function registerReading(server: HttpServer, configuration: Configuration): void {
  server.get(
    '/configuration/files',
    {
      schema: {
        tags,
        summary: 'fail2ban’s files, its own and yours',
        response: { 200: configurationFilesSchema, ...problems },
      },
    },
    async () => configuration.files(),
  );

  server.get(
    '/configuration/files/content',
    {
      schema: {
        tags,
        summary: 'One file as it is',
        querystring: fileQuerySchema,
        response: { 200: fileContentSchema, ...problems },
      },
    },
    async (request) => configuration.read(request.query.path),
  );

  server.get(
    '/configuration/effective',
    {
      schema: {
        tags,
        summary: 'What holds for each jail, and which line of which file says so',
        response: { 200: effectiveSchema, ...problems },
      },
    },
    async () => configuration.effective(),
  );

  server.get(
    '/configuration/effective/:jail',
    {
      schema: {
        tags,
        summary: 'What fail2ban-client makes of a jail’s files',
        params: jailParametersSchema,
        response: { 200: resolvedJailSchema, ...problems },
      },
    },
    async (request) => configuration.resolved(request.params.jail),
  );

  server.get(
    '/configuration/catalogue',
    {
      schema: {
        tags,
        summary: 'The jails that fail2ban brings, and whether their logs are there',
        response: { 200: catalogueSchema, ...problems },
      },
    },
    async () => ({ items: await configuration.catalogue() }),
  );
}

function registerChanges(server: HttpServer, configuration: Configuration): void {
  server.post(
    '/configuration/changes',
    {
      bodyLimit,
      schema: {
        tags,
        summary: 'Try a change on a copy, without applying it',
        description:
          'Answers with the differences and fail2ban’s verdict. A change that fail2ban refuses is kept too.',
        body: changeRequestSchema,
        response: { 201: changeSchema, ...problems },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await configuration.propose(request.body, request.session.username)),
  );

  server.get(
    '/configuration/changes/:id',
    {
      schema: {
        tags,
        summary: 'A change',
        params: changeParametersSchema,
        response: { 200: changeSchema, ...problems },
      },
    },
    async (request) => configuration.change(request.params.id),
  );

  server.post(
    '/configuration/changes/:id/apply',
    {
      schema: {
        tags,
        summary:
          'Write a checked change, reload, verify, and undo it where the daemon does not come back as it should',
        params: changeParametersSchema,
        body: applyRequestSchema,
        response: { 200: changeSchema, ...problems },
      },
    },
    async (request) => configuration.apply(request.params.id, request.session.username, request.body.note),
  );

  server.delete(
    '/configuration/changes/:id',
    {
      schema: {
        tags,
        summary: 'Drop a change',
        params: changeParametersSchema,
        response: { 204: z.undefined(), ...problems },
      },
    },
    async (request, reply) => {
      configuration.drop(request.params.id);
      return reply.code(204).send();
    },
  );
}

function registerVersions(server: HttpServer, configuration: Configuration): void {
  server.get(
    '/configuration/versions',
    {
      schema: {
        tags,
        summary: 'Who changed the configuration, and when; the newest first',
        querystring: versionQuerySchema,
        response: { 200: versionPageSchema, ...problems },
      },
    },
    async (request) => configuration.versions(request.query),
  );

  server.get(
    '/configuration/versions/:id',
    {
      schema: {
        tags,
        summary: 'What a version changed',
        params: versionParametersSchema,
        response: { 200: comparisonSchema, ...problems },
      },
    },
    async (request) => configuration.version(request.params.id),
  );

  server.get(
    '/configuration/comparison',
    {
      schema: {
        tags,
        summary: 'The differences between two versions',
        querystring: compareQuerySchema,
        response: { 200: comparisonSchema, ...problems },
      },
    },
    async (request) => configuration.compare(request.query.from, request.query.to),
  );

  server.post(
    '/configuration/versions/:id/restore',
    {
      schema: {
        tags,
        summary: 'Try the return to a version on a copy, as any other change',
        params: versionParametersSchema,
        response: { 201: changeSchema, ...problems },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await configuration.restore(request.params.id, request.session.username)),
  );
}
