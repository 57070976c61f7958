import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{film,adapters,cli,bench,examples,tools}/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Two cores: more workers only make every test slower.
    maxWorkers: 2,
  },
});
