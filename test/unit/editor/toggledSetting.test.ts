import assert from "node:assert/strict";
import { toggled } from "../../../src/editor/toggledSetting.ts";

describe("toggling a setting", () => {
  it("overrides the default for the user, whichever the default is", () => {
    for (const defaultValue of [true, false]) {
      const change = { value: !defaultValue, level: "global", ofLanguage: false };
      assert.deepEqual(toggled({ defaultValue }), change);
    }
  });

  it("changes the narrowest level that says anything", () => {
    const setting = { defaultValue: true, globalValue: true, workspaceValue: false };
    assert.deepEqual(toggled(setting), { value: true, level: "workspace", ofLanguage: false });
  });

  it("changes a language's own value, which wins over all others", () => {
    const setting = { defaultValue: true, workspaceFolderValue: true, globalLanguageValue: false };
    assert.deepEqual(toggled(setting), { value: true, level: "global", ofLanguage: true });
  });

  it("does something when VS Code knows nothing", () => {
    const change = { value: false, level: "global", ofLanguage: false };
    assert.deepEqual(toggled(undefined), change);
  });
});
