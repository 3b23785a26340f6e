import type { Config, MetricsConfig } from '../../config.ts';
import { createBareServer } from '../../http/bare-server.ts';
import { bearerToken } from '../../http/bearer-token.ts';
import { handleNotFound } from '../../http/error-handler.ts';
import type { HttpServer } from '../../http/server.ts';
import type { Logger } from '../../log.ts';
import { Problem } from '../../problem.ts';
import { isSameSecret } from '../../same-secret.ts';
import type { Metrics } from './metrics.ts';

/**
 * Shows the metrics where they are switched on: beside the interface, or on a server of their own.
 * @returns that server, which does not listen yet; null without
 */
export async function exposeMetrics(
  server: HttpServer,
  metrics: Metrics,
  config: Config,
  log: Logger,
): Promise<HttpServer | null> {
  const { access, port } = config.metrics;
  if (access === 'off') return null;
  metrics.addProcess();
  if (port === null) {
    const prefix = config.basePath.replace(/\/$/, '');
    await server.register(async (root: HttpServer) => registerMetricsRoute(root, metrics, config.metrics), {
      prefix,
    });
    return null;
  }
  const own = createBareServer(config, log);
  own.setNotFoundHandler(handleNotFound);
  registerMetricsRoute(own, metrics, config.metrics);
  return own;
}

function registerMetricsRoute(server: HttpServer, metrics: Metrics, { token }: MetricsConfig): void {
  // Read by machines that know the format; the API document is the interface's.
  server.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (token !== null && !isSameSecret(bearerToken(request) ?? '', token)) {
      reply.header('WWW-Authenticate', 'Bearer realm="BanGUI metrics"');
      throw new Problem(
        'metrics_not_allowed',
        'Give the token of the metrics in the header Authorization: Bearer …',
      );
    }
    const text = await metrics.text();
    return reply.type(metrics.contentType).header('Cache-Control', 'no-store').send(text);
  });
}
