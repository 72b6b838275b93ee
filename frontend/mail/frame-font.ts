const FAMILY = 'Instrument Sans';

let octets: Promise<ArrayBuffer | null> | null = null;

/** Finds the file of the theme's typeface in the page's own style sheets. */
function fontUrl(): string | null {
  for (const sheet of document.styleSheets) {
    const rules = rulesOf(sheet);
    for (const rule of rules) {
      if (!(rule instanceof CSSFontFaceRule) || !rule.style.getPropertyValue('font-family').includes(FAMILY)) continue;
      const path = /url\(["']?([^"')]+)["']?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
      if (path !== undefined) return new URL(path, rule.parentStyleSheet?.href ?? location.href).href;
    }
  }
  return null;
}

/** Rules with those of imported sheets; none where the browser withholds them. */
function rulesOf(sheet: CSSStyleSheet): readonly CSSRule[] {
  try {
    return [...sheet.cssRules].flatMap((rule) => (rule instanceof CSSImportRule && rule.styleSheet !== null ? rulesOf(rule.styleSheet) : [rule]));
  } catch {
    return [];
  }
}

async function fetchFont(): Promise<ArrayBuffer | null> {
  const url = fontUrl();
  if (url === null || new URL(url).origin !== location.origin) return null;
  try {
    const response = await fetch(url);
    return response.ok ? await response.arrayBuffer() : null;
  } catch {
    return null;
  }
}

/** Gives a frame, which may fetch nothing, the typeface of the page. Without it the frame has the system's. */
export async function lendFont(inside: Document): Promise<void> {
  octets ??= fetchFont();
  const font = await octets;
  const face = inside.defaultView?.FontFace;
  if (font === null || face === undefined) return;
  inside.fonts.add(new face(FAMILY, font, { weight: '400 700' }));
}
