/** Structured logs: one JSON line per event, each with an `event` name in snake case. */
import { writeSync } from 'node:fs';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';

export type { Logger };

/** @param destination where lines go; standard output unless a test wants to read them */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, destination ?? standardOutput);
}

/** A full disk or a reader that has gone costs the line, not the server: pino's own destination would wait for ever. */
const standardOutput: DestinationStream = {
  write(line) {
    try {
      for (let rest = Buffer.from(line); rest.length > 0; ) rest = rest.subarray(writeSync(1, rest));
    } catch {
      // There is nowhere to say so.
    }
  },
};
