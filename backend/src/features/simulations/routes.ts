import { problemSchema } from '../../http/problem-document.ts';
import type { HttpServer } from '../../http/server.ts';
import {
  savedSettingsSchema,
  settingsQuerySchema,
  simulationParamsSchema,
  simulationRequestSchema,
  simulationSchema,
  simulationStartedSchema,
} from './schema.ts';
import type { Simulations } from './simulations.ts';

const tags = ['simulations'];
const errors = { '4xx': problemSchema, '5xx': problemSchema };

export function registerSimulationRoutes(server: HttpServer, simulations: Simulations): void {
  server.get(
    '/simulations/settings',
    {
      schema: {
        tags,
        summary: 'What a jail’s rules are now',
        querystring: settingsQuerySchema,
        response: { 200: savedSettingsSchema, ...errors },
      },
    },
    (request) => simulations.saved(request.query.jail),
  );

  server.post(
    '/simulations',
    {
      schema: {
        tags,
        summary: 'Play a log through a jail’s rules, as they are and as proposed',
        body: simulationRequestSchema,
        response: { 202: simulationStartedSchema, ...errors },
      },
    },
    async (request, reply) => reply.code(202).send(await simulations.start(request.body)),
  );

  server.get(
    '/simulations/:id',
    {
      schema: {
        tags,
        summary: 'How far a simulation is, and what came out; remembered for an hour after its end',
        params: simulationParamsSchema,
        response: { 200: simulationSchema, ...errors },
      },
    },
    async (request) => simulations.find(request.params.id),
  );

  server.delete(
    '/simulations/:id',
    {
      schema: {
        tags,
        summary: 'Cancel a simulation',
        params: simulationParamsSchema,
        response: { 200: simulationSchema, ...errors },
      },
    },
    async (request) => simulations.cancel(request.params.id),
  );
}
