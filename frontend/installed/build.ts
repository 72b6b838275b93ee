/** Adds to a build what a device can keep of it: the page that starts without a network, and the service worker with the list of its files. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Plugin, transformWithOxc } from 'vite';

const HERE = import.meta.dirname;
const ENTRY = resolve(HERE, 'shell.ts');
/** What the page needs that no build makes: its looks, its font, its signs. */
const BESIDE = ['/offline', '/aura/aura.css', '/aura/fonts/InstrumentSans/InstrumentSans.woff2', '/icon.svg', '/icon-192.png', '/icon-512.png', '/manifest.webmanifest'];

interface Piece {
  readonly type: 'chunk' | 'asset';
  readonly fileName: string;
  readonly facadeModuleId?: string | null;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

type Bundle = Readonly<Record<string, Piece>>;

export const shellEntry = ENTRY;

export function installed(): Plugin {
  return {
    name: 'darkmail-installed',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const all = bundle as unknown as Bundle;
      const entry = Object.values(all).find(({ facadeModuleId }) => facadeModuleId === ENTRY);
      if (dir === undefined || entry === undefined) throw new Error('the build has no page that starts without a network');
      const workers = Object.values(all).filter(({ type, fileName }) => type === 'asset' && fileName.endsWith('.js'));
      if (workers.length === 0) throw new Error('the build has no worker');
      const files = [...BESIDE, ...[...closure(all, entry), ...workers].map(({ fileName }) => `/${fileName}`)].sort();
      const build = createHash('sha256').update(readFileSync(join(dir, 'index.html'))).digest('hex').slice(0, 16);
      const page = pageOf(`/${entry.fileName}`, build);
      const code = readFileSync(resolve(HERE, 'service-worker.ts'), 'utf8');
      const { code: script } = await transformWithOxc(code, 'service-worker.ts');
      writeFileSync(join(dir, 'offline.html'), page);
      writeFileSync(join(dir, 'sw.js'), `const BUILD = ${JSON.stringify(build)};\nconst FILES = ${JSON.stringify(files)};\n${script.replace('export {};', '')}`);
    },
  };
}

/** An entry and all that it may load. */
function closure(all: Bundle, entry: Piece): readonly Piece[] {
  const found = new Set<Piece>();
  const visit = (piece: Piece | undefined): void => {
    if (piece === undefined || found.has(piece)) return;
    found.add(piece);
    for (const name of [...(piece.imports ?? []), ...(piece.dynamicImports ?? [])]) visit(all[name]);
  };
  visit(entry);
  return [...found];
}

const pageOf = (script: string, build: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="darkmail-build" content="${build}" />
    <title>Darkmail</title>
    <link rel="icon" href="/icon.svg" sizes="any" />
    <link rel="manifest" href="/manifest.webmanifest" />
    <link rel="stylesheet" href="/aura/aura.css" />
    <style>
      html,
      body,
      #outlet {
        width: 100%;
        height: 100%;
        margin: 0;
      }
    </style>
    <script type="module" src="${script}"></script>
  </head>
  <body>
    <div id="outlet"></div>
  </body>
</html>
`;
