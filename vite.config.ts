import type { UserConfigFn } from 'vite';
import { overrideVaadinConfig } from './vite.generated.ts';

const darkmail: UserConfigFn = () => ({
  worker: {
    format: 'es',
    rolldownOptions: {
      output: {
        // The LGPL asks that whoever runs Darkmail can put another build of the library in its place.
        codeSplitting: { groups: [{ name: 'openpgp', test: /@protontech[\\/]openpgp/ }] },
      },
    },
  },
});

export default overrideVaadinConfig(darkmail);
