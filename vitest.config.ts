import { defineConfig } from 'vitest/config';

// Two kinds of tests: `unit` needs nothing but Node, `daemon` starts a real fail2ban of its own.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{backend,frontend,sandbox,bench}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.daemon.test.ts'],
        },
      },
      {
        test: {
          name: 'daemon',
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
