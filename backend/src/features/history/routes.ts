import { Readable } from 'node:stream';
import { z } from 'zod';
import { problemSchema } from '../../http/problem-document.ts';
import type { HttpServer } from '../../http/server.ts';
import type { History } from './history.ts';
import {
  archiveStateSchema,
  exportQuerySchema,
  historyEventParamsSchema,
  historyLinesSchema,
  historyPageSchema,
  historyQuerySchema,
  retentionSchema,
  timelineQuerySchema,
  timelineSchema,
  topQuerySchema,
  topSchema,
} from './schema.ts';

const tags = ['history'];
const problems = { '4xx': problemSchema, '5xx': problemSchema };
const exportTypes = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' };

export function registerHistoryRoutes(server: HttpServer, history: History): void {
  server.get(
    '/history',
    {
      schema: {
        tags,
        summary: 'Every ban that BanGUI remembers, the newest first',
        querystring: historyQuerySchema,
        response: { 200: historyPageSchema, ...problems },
      },
    },
    async (request) => history.page(request.query),
  );

  server.get(
    '/history/:id/lines',
    {
      schema: {
        tags,
        summary: 'The log lines that led to a ban',
        params: historyEventParamsSchema,
        response: { 200: historyLinesSchema, ...problems },
      },
    },
    async (request) => history.lines(request.params.id),
  );

  server.get(
    '/history/timeline',
    {
      schema: {
        tags,
        summary: 'Bans over time',
        querystring: timelineQuerySchema,
        response: { 200: timelineSchema, ...problems },
      },
    },
    async (request) => history.timeline(request.query),
  );

  server.get(
    '/history/top',
    {
      schema: {
        tags,
        summary: 'Who was banned most often, or where most bans come from',
        querystring: topQuerySchema,
        response: { 200: topSchema, ...problems },
      },
    },
    async (request) => history.top(request.query),
  );

  server.get(
    '/history/export',
    {
      // A HEAD request would read all of it to say nothing.
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'The bans of a filter as a file, the newest first',
        description:
          'Streamed. In CSV, a value that a spreadsheet would take for a formula gets an apostrophe before it.',
        querystring: exportQuerySchema,
        response: { 200: z.string().describe('text/csv or application/x-ndjson'), ...problems },
      },
    },
    async (request, reply) => {
      const { format } = request.query;
      const chunks = await history.export(request.query);
      const name = `bangui-history-${new Date().toISOString().slice(0, 10)}.${format}`;
      reply.raw.setHeader('Content-Disposition', `attachment; filename="${name}"`);
      return reply.type(exportTypes[format]).send(Readable.from(chunks) as never);
    },
  );

  server.get(
    '/history/archive',
    {
      schema: {
        tags,
        summary: 'How much is remembered, for how long, and whether more is being collected',
        response: { 200: archiveStateSchema, ...problems },
      },
    },
    async () => history.state(),
  );

  server.put(
    '/history/retention',
    {
      schema: {
        tags,
        summary: 'For how long bans are remembered',
        body: retentionSchema,
        response: { 200: retentionSchema, ...problems },
      },
    },
    async (request) => history.keep(request.body, request.session.username),
  );
}
