import { defineConfig } from 'vitest/config';

// Three kinds of tests: `unit` needs nothing but Node, `daemon` starts a real fail2ban of its own or asks a tool,
// `deploy` builds and runs containers (`make test-deploy`).
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{backend,frontend,sandbox,bench,deploy,Docker,scripts}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.{daemon,deploy}.test.ts'],
        },
      },
      {
        test: {
          name: 'daemon',
          include: ['{backend,sandbox,deploy,Docker,scripts}/**/*.daemon.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'deploy',
          include: ['{deploy,Docker}/**/*.deploy.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 300_000,
          hookTimeout: 600_000,
          // One after the other: they measure, and share ports of this machine.
          maxWorkers: 1,
        },
      },
    ],
  },
});
