/** How the panes stand and how dense the list is: remembered on this device, and telling nobody anything. */
import { html, type TemplateResult } from 'lit';
import { t } from '../messages/t.js';

export type Pane = 'right' | 'below' | 'off';
export type Density = 'comfortable' | 'compact';

export interface Layout {
  readonly pane: Pane;
  readonly density: Density;
  /** Pixels of the list: its width beside the reading pane, its height above it. */
  readonly width: number;
  readonly height: number;
}

const KEY = 'darkmail-layout';
const FIRST: Layout = { pane: 'right', density: 'comfortable', width: 424, height: 320 };
export const PANES: readonly Pane[] = ['right', 'below', 'off'];
export const DENSITIES: readonly Density[] = ['comfortable', 'compact'];
const LEAST = { width: 300, height: 160 };
const MOST = { width: 900, height: 800 };
/** Pixels of one arrow key. */
const STEP = 24;

export function layout(): Layout {
  try {
    return readLayout(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return FIRST;
  }
}

/** Lines run from the right. */
export const isMirrored = (): boolean => document.documentElement.dir === 'rtl';

/** One pane at a time, by the width of the window. */
export const isNarrow = (): boolean => matchMedia('(max-width: 767px)').matches;

/** What was kept, as far as it makes sense. */
export function readLayout(kept: unknown): Layout {
  if (typeof kept !== 'object' || kept === null) return FIRST;
  const { pane, density, width, height } = kept as Readonly<Record<string, unknown>>;
  const size = (value: unknown, axis: 'width' | 'height') => (typeof value === 'number' && Number.isFinite(value) ? within(value, axis) : FIRST[axis]);
  return { pane: PANES.find((one) => one === pane) ?? FIRST.pane, density: DENSITIES.find((one) => one === density) ?? FIRST.density, width: size(width, 'width'), height: size(height, 'height') };
}

export function keepLayout(chosen: Layout): void {
  localStorage.setItem(KEY, JSON.stringify(chosen));
}

const within = (value: number, axis: 'width' | 'height'): number => Math.round(Math.min(MOST[axis], Math.max(LEAST[axis], value)));

/** The bar between list and reading pane, to drag or to move by arrow keys. */
export function splitter(now: Layout, onChange: (next: Layout, done: boolean) => void): TemplateResult {
  const axis = now.pane === 'below' ? 'height' : 'width';
  const grab = (down: PointerEvent) => {
    const bar = down.currentTarget as HTMLElement;
    const list = bar.previousElementSibling?.getBoundingClientRect();
    if (list === undefined || down.button !== 0) return;
    down.preventDefault();
    bar.setPointerCapture(down.pointerId);
    const at = (event: PointerEvent) => within(axis === 'height' ? event.clientY - list.top : isMirrored() ? list.right - event.clientX : event.clientX - list.left, axis);
    const move = (event: PointerEvent) => { onChange({ ...now, [axis]: at(event) }, false); };
    const drop = (event: PointerEvent) => {
      bar.removeEventListener('pointermove', move);
      onChange({ ...now, [axis]: at(event) }, true);
    };
    bar.addEventListener('pointermove', move);
    bar.addEventListener('pointerup', drop, { once: true });
  };
  const keys = (event: KeyboardEvent) => {
    const forth = isMirrored() ? -STEP : STEP;
    const by = { ArrowLeft: -forth, ArrowUp: -STEP, ArrowRight: forth, ArrowDown: STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onChange({ ...now, [axis]: within(now[axis] + by, axis) }, true);
  };
  return html`<div class="split ${axis}" role="separator" tabindex="0" aria-label=${t('layout.split')} aria-orientation=${axis === 'width' ? 'vertical' : 'horizontal'} aria-valuemin=${LEAST[axis]} aria-valuemax=${MOST[axis]} aria-valuenow=${now[axis]} data-test="split" @pointerdown=${grab} @keydown=${keys} @dblclick=${() => { onChange({ ...now, [axis]: FIRST[axis] }, true); }}></div>`;
}
