import { defineConfig } from 'vitest/config';

// Not Vaadin's vite.config.ts: the tests run in Node and need no bundle.
// A worktree has its node_modules elsewhere.
export default defineConfig({ server: { fs: { strict: false } }, test: { include: ['frontend/test/**/*.test.ts'], // Argon2id takes its time, on a busy machine many times its time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    environment: 'node' } });
