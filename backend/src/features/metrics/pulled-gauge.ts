import { Gauge, type Registry } from 'prom-client';

/** Labels and value of one line. */
export type Sample<Label extends string> = readonly [labels: Readonly<Record<Label, string>>, value: number];

export interface PulledGaugeOptions<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly Label[];
  /** Asked at every scrape; what it does not tell any more is gone. */
  readonly read: () => readonly Sample<Label>[] | Promise<readonly Sample<Label>[]>;
}

/** A gauge that is read where the truth is, instead of being told of every change. */
export function addPulledGauge<Label extends string>(
  registry: Registry,
  { read, ...options }: PulledGaugeOptions<Label>,
): void {
  new Gauge({
    ...options,
    registers: [registry],
    async collect() {
      const samples = await read();
      this.reset();
      // The library gives a gauge without labels the value 0 by itself.
      if (options.labelNames.length === 0) this.remove();
      for (const [labels, value] of samples) this.set(labels, value);
    },
  });
}

/** Of a gauge without labels. @param value null: there is nothing to tell */
export function single(value: number | null): Sample<never>[] {
  return value === null ? [] : [[{}, value]];
}
