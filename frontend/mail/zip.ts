import { makeZip } from 'client-zip';

/** Several files as one archive, stored as they are. Of two with the same name the second gets a number. */
export async function zipped(files: readonly { readonly name: string; readonly content: Blob }[]): Promise<Blob> {
  const taken = new Set<string>();
  const entries = files.map(({ name, content }) => ({ name: fresh(name, taken), input: content, lastModified: new Date() }));
  return new Response(makeZip(entries)).blob();
}

/** No folder and no way out of one: an archive is unpacked by other programs. */
function fresh(name: string, taken: Set<string>): string {
  const plain = name.replaceAll(/[/\\]/g, '_');
  const dot = plain.lastIndexOf('.');
  const [stem, end] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, ''];
  let free = plain === '.' || plain === '..' ? '_' : plain;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${stem} (${n})${end}`;
  taken.add(free.toLowerCase());
  return free;
}
