import { describe, expect, it } from 'vitest';
import { readLayout } from '../../mail/layout.js';
import { branches } from '../../mail/place.js';

describe('the remembered layout', () => {
  it('comes back as it was kept', () => {
    const kept = { pane: 'below', density: 'compact', width: 500, height: 300 };
    expect(readLayout(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });

  it.each([[null], ['x'], [{ pane: 'left', density: 7, width: 'wide', height: Number.NaN }]])('%j becomes the usual one', (kept) => {
    expect(readLayout(kept)).toEqual({ pane: 'right', density: 'comfortable', width: 424, height: 320 });
  });

  it('keeps both panes usable', () => {
    expect(readLayout({ width: 5, height: 9_999 })).toMatchObject({ width: 300, height: 800 });
  });
});

it('folders stand below the one around them, by name', () => {
  const folder = (id: `f-${string}`, name: string, parent: `f-${string}` | null = null) => ({ id, name, parent });
  const tree = branches([folder('f-2', 'Work'), folder('f-1', 'Family'), folder('f-3', 'Taxes', 'f-2'), folder('f-4', 'Leases', 'f-2')]);
  expect(tree.map(({ folder: { name }, depth }) => `${depth} ${name}`)).toEqual(['0 Family', '0 Work', '1 Leases', '1 Taxes']);
});
