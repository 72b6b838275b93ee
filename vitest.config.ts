import { defineConfig } from 'vitest/config';
import { mimeInMemory } from './vite.mime.ts';

// Not Vaadin's vite.config.ts: the tests run in Node and need no bundle.
export default defineConfig({
  plugins: [mimeInMemory()],
  server: { fs: { strict: false } }, // A worktree has its node_modules elsewhere.
  test: {
    include: ['frontend/test/**/*.test.ts'],
    // Argon2id takes its time, on a busy machine many times its time.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    environment: 'node',
    // The vault's build changes it, so the tests do.
    server: { deps: { inline: ['postal-mime'] } },
  },
});
