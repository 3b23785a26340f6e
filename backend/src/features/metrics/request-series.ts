/** What browsers and machines ask of BanGUI. */
import { Counter, Histogram, type Registry } from 'prom-client';

/** One that is done; `route` is a pattern, never a URL. */
export interface CountedRequest {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

const buckets = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10];

export function addRequestSeries(registry: Registry): (request: CountedRequest) => void {
  const registers = [registry];
  const total = new Counter({
    name: 'bangui_http_requests_total',
    help: 'Requests by method, pattern of the route and class of the status',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  // Without the status, which would make three times as many series of it.
  const duration = new Histogram({
    name: 'bangui_http_request_duration_seconds',
    help: 'How long requests took, by method and pattern of the route',
    labelNames: ['method', 'route'],
    buckets,
    registers,
  });

  return ({ method, route, status, seconds }) => {
    total.inc({ method, route, status: `${Math.floor(status / 100)}xx` });
    duration.observe({ method, route }, seconds);
  };
}
