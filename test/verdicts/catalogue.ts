import { checkModule } from "../../src/core/gradcheck/checkModule.ts";
import { defaultLimits } from "../../src/core/trace/budget.ts";
import { moduleOf } from "./checked.ts";
import type { Findings } from "./figure.ts";
import { convolution } from "./pairs/convolution.ts";
import { networks } from "./pairs/networks.ts";
import { notDerivatives } from "./pairs/notDerivatives.ts";
import { passes } from "./pairs/passes.ts";
import { published } from "./pairs/published.ts";
import { shapes } from "./pairs/shapes.ts";
import { unpaired } from "./pairs/unpaired.ts";

/** Everything that is said about a text, as `name verdict`. */
function said(text: string): string {
  const module = moduleOf(text);
  if (!module) return "unread";
  const checks = checkModule(module, defaultLimits);
  return checks.map(({ derivative, verdict }) => `${derivative.name} ${verdict}`).join(", ");
}

/** The shapes in which published code writes derivatives, each with all the verdicts it must get. */
export function catalogue(): Findings {
  const silent = [...notDerivatives, ...unpaired.map(({ text }) => text)];
  const told = [...shapes, ...networks, ...passes, ...published, ...convolution];
  const wanted = [...told, ...silent.map((text) => ["", text] as const)];
  const bad = wanted.filter(([verdicts, text]) => said(text) !== verdicts);
  return {
    lines: [
      `${told.length} shapes of published derivatives, ${notDerivatives.length} of what only looks like one`,
      ...unpaired.map(({ shape, reason }) => `  nothing said: ${shape}: ${reason}`),
    ],
    complaints: bad.map(
      ([verdicts, text]) => `should be "${verdicts}", is "${said(text)}":\n${text}`,
    ),
    figures: [{ name: "shapes of published code misjudged", value: bad.length, most: 0 }],
  };
}
