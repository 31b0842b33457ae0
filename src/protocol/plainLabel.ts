const THEME_ICON = /\$\((?=[A-Za-z0-9-]+(?:~[A-Za-z]+)?\))/g;
const CONTROLS = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;

/**
 * Text for a one-line label of the editor (lens, quick pick, status), where VS Code reads `$(zap)` as
 * an icon: an invisible word joiner keeps it text. Line breaks and direction marks become spaces.
 */
export function plainLabel(text: string): string {
  return text.replace(CONTROLS, " ").replace(THEME_ICON, "$\u2060(");
}
