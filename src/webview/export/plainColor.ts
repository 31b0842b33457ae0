/** Mixed colors are computed as color(srgb 0.5 …), which only browsers read; rgb(…) is read everywhere. */
export function plainColor(value: string): string {
  return value.replace(
    /color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)/g,
    (_, red: string, green: string, blue: string, alpha: string | undefined) => {
      const parts = [red, green, blue].map((part) => Math.round(255 * Number(part)));
      return alpha === undefined
        ? `rgb(${parts.join(", ")})`
        : `rgba(${parts.join(", ")}, ${alpha})`;
    },
  );
}
