import type { UserConfigFn } from 'vite';
import { overrideVaadinConfig } from './vite.generated.ts';
import { mimeInMemory } from './vite.mime.ts';

const darkmail: UserConfigFn = () => ({
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
