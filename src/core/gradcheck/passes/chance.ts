import type { ParsedModule } from "../../syntax/parsedModule.ts";
import type { Pair } from "../pairs/pair.ts";

/**
 * Weights that start at random are inputs like others: in the class, or all over the file of which the
 * class is made, a draw is a number of the same width. In the two passes it stays one.
 */
export function withoutChance(
  { text }: ParsedModule,
  { primal, derivative }: Pair,
  where: "class" | "file",
): string {
  const body = primal.node.parent?.parent;
  if (where === "class" && body?.type !== "ClassBody") return text;
  const [start, end] = where === "class" && body ? body.range : [0, text.length];
  const isWithin = (at: number) =>
    [primal, derivative].some(({ range }) => range.start <= at && at < range.end);
  return text.replace(/Math\.random\(\)/g, (draw, at: number) =>
    at > start && at < end && !isWithin(at)
      ? `(${(0.3 + ((at * 37) % 97) / 250).toFixed(9)})`.padEnd(draw.length)
      : draw,
  );
}
