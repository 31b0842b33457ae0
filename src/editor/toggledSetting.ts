/** Where a setting may stand, as VS Code's `inspect` tells. */
export interface InspectedSetting {
  readonly defaultValue?: boolean;
  readonly globalValue?: boolean;
  readonly workspaceValue?: boolean;
  readonly workspaceFolderValue?: boolean;
  readonly defaultLanguageValue?: boolean;
  readonly globalLanguageValue?: boolean;
  readonly workspaceLanguageValue?: boolean;
  readonly workspaceFolderLanguageValue?: boolean;
}

export interface SettingChange {
  readonly value: boolean;
  readonly level: "global" | "workspace" | "workspaceFolder";
  /** Written under the language ("[typescript]"), because that is where the value in force stands. */
  readonly ofLanguage: boolean;
}

/**
 * The opposite of what is in force, at the place that decides: a language's own value wins over any
 * other, then the narrower level. A default is overridden for the user.
 */
export function toggled(setting: InspectedSetting | undefined): SettingChange {
  const places = [
    ["workspaceFolder", true, setting?.workspaceFolderLanguageValue],
    ["workspace", true, setting?.workspaceLanguageValue],
    ["global", true, setting?.globalLanguageValue],
    ["global", true, setting?.defaultLanguageValue],
    ["workspaceFolder", false, setting?.workspaceFolderValue],
    ["workspace", false, setting?.workspaceValue],
    ["global", false, setting?.globalValue],
  ] as const;
  for (const [level, ofLanguage, value] of places) {
    if (value !== undefined) return { value: !value, level, ofLanguage };
  }
  return { value: !(setting?.defaultValue ?? true), level: "global", ofLanguage: false };
}
