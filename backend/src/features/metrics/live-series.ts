/** What browsers are told as it happens. */
import { Counter, type Registry } from 'prom-client';
import { addPulledGauge, single } from './pulled-gauge.ts';

/** @returns to be called with the name of each event */
export function addLiveSeries(registry: Registry): (event: string) => void {
  const events = new Counter({
    name: 'bangui_live_events_total',
    help: 'Events that were told to the browsers, by name; each counts once, however many browsers there are',
    labelNames: ['event'],
    registers: [registry],
  });
  return (event) => events.inc({ event });
}

export function addLiveClients(registry: Registry, count: () => number): void {
  addPulledGauge(registry, {
    name: 'bangui_live_clients',
    help: 'Open event streams: about one for each browser window',
    labelNames: [],
    read: () => single(count()),
  });
}
