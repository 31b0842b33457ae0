import { mathml } from "../core/symbolic/print/mathml.ts";
import type { Typeset } from "../core/symbolic/print/typeset.ts";
import { typesetSize } from "../core/symbolic/print/typesetSize.ts";
import type { ThemeKind } from "../protocol/requests.ts";

const FONT_SIZE = 15;

/** Pictures load no web fonts: what the systems bring along, each with a table for mathematics. */
const fonts = "Cambria Math,STIX Two Math,Latin Modern Math,DejaVu Math TeX Gyre,math";

/** A picture cannot see the theme around it; these are the colours of text in VS Code's own. */
const colours: Readonly<Record<ThemeKind, string>> = {
  dark: "#ccc",
  light: "#3b3b3b",
  highContrast: "#fff",
  highContrastLight: "#292929",
};

/** Fonts differ: too wide is not seen, too narrow cuts the end off. */
const widthReserve = 1.3;
const heightReserve = 1.08;

export interface FormulaPicture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** A typeset formula as an SVG around MathML, which the browser under VS Code draws by itself. */
export function formulaPicture(formula: Typeset, theme: ThemeKind): FormulaPicture {
  const size = typesetSize(formula);
  const width = Math.ceil(size.width * FONT_SIZE * widthReserve);
  const height = Math.ceil((size.up + size.down) * FONT_SIZE * heightReserve);
  const style = `height:100%;display:flex;align-items:center;color:${colours[theme]};font:${FONT_SIZE}px ${fonts}`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
    `<foreignObject width="100%" height="100%"><div xmlns="http://www.w3.org/1999/xhtml" style="${style}">`,
    `<math xmlns="http://www.w3.org/1998/Math/MathML" display="block" style="font-family:inherit;line-height:1.2">`,
    mathml(formula),
    "</math></div></foreignObject></svg>",
  ].join("");
  return { svg, width, height };
}
