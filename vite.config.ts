import type { UserConfigFn } from 'vite';
import { installed, shellEntry } from './frontend/installed/build.ts';
import { overrideVaadinConfig } from './vite.generated.ts';
import { mimeInMemory } from './vite.mime.ts';

const darkmail: UserConfigFn = () => ({
  build: { rolldownOptions: { input: { shell: shellEntry } } },
  plugins: [installed()],
  worker: {
    format: 'es',
    plugins: () => [mimeInMemory()],
    rolldownOptions: {
      output: {
        // The LGPL asks that whoever runs Darkmail can put another build of the library in its place.
        codeSplitting: { groups: [{ name: 'openpgp', test: /@protontech[\\/]openpgp/ }] },
      },
    },
  },
});

export default overrideVaadinConfig(darkmail);
