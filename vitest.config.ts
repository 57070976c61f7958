import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{film,adapters,cli,bench,examples,tools}/**/*.test.ts'],
    // Only what hangs is given up: machines are shared, and no test asserts a time.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Two cores: more workers only make every test slower.
    maxWorkers: 2,
  },
});
