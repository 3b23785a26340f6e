import { defineConfig } from 'vitest/config';

/**
 * V8 on processors with protection keys loses track of code pages where WebAssembly comes and goes with threads, and ends
 * the process ("Check failed: jit_page.has_value()"): Node strips types by WebAssembly in each worker thread.
 */
const execArgv = ['--no-memory-protection-keys'];

// Two kinds of tests: `unit` needs nothing but Node, `daemon` starts a real fail2ban of its own.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          execArgv,
          include: ['{backend,frontend,sandbox,bench}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.daemon.test.ts'],
        },
      },
      {
        test: {
          name: 'daemon',
          execArgv,
          include: ['{backend,sandbox}/**/*.daemon.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
