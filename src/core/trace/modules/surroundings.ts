import { nodeRange } from "../../syntax/ast.ts";
import { declaredNames } from "../../syntax/declaredNames.ts";
import { effectsElsewhere, takesFromElsewhere } from "../../syntax/effectsElsewhere.ts";
import type { FunctionEntry } from "../../syntax/functions.ts";
import type { ParsedModule } from "../../syntax/parsedModule.ts";
import { moduleStatementSteps } from "../budget.ts";
import { lookUp } from "../functions/scope.ts";
import type { Binding, LoadedFile, Machine } from "../machine.ts";
import { crossing } from "./crossing.ts";
import { evaluateModule, evaluateStatements, openFile } from "./moduleScope.ts";

/**
 * Runs what the files that are loaded with the function's own do to each other, in the order of loading: formats
 * entered in a shared table, methods put on an imported class. All else of them is made when it is used.
 */
export function loadOthers(machine: Machine, entry: FunctionEntry): void {
  const { root, budget } = machine;
  const { stopAt } = budget;
  let left = moduleStatementSteps;
  for (const module of root.around()) {
    if (module.uri === root.uri) evaluateModule(machine, entry.statement, root.reachedFrom(entry));
    else if (left > 0) {
      const { steps } = budget;
      budget.stopAt = Math.min(stopAt, steps + left);
      loadEffects(machine, module, entry);
      budget.stopAt = stopAt;
      left -= budget.steps - steps;
    }
  }
}

function loadEffects(machine: Machine, module: ParsedModule, { node }: FunctionEntry): void {
  const effects = effectsElsewhere(module);
  if (effects.length === 0) return;
  crossing(machine, module, node, (own) => {
    const file = openFile(own);
    declareOnUse(own, file);
    evaluateStatements(own, file, effects);
  });
}

/** A name of the file, when it is looked up: what its statement can depend on is run. */
function declareOnUse(machine: Machine, file: LoadedFile): void {
  const { program, reach } = machine.module;
  const { bindings } = file.scope;
  for (const statement of program.body) {
    if (file.evaluated.has(statement)) continue;
    const load = (name: string): Binding => {
      // What is done to an import is among the effects, which run in their own order.
      const needed = takesFromElsewhere(statement) ? [statement] : reach.from(nodeRange(statement));
      evaluateStatements(machine, file, needed);
      return lookUp(file.scope, name) as Binding;
    };
    for (const name of declaredNames(statement)) {
      file.waiting.add(name);
      const reserved = { value: undefined, state: "unreadable", constant: false } as const;
      bindings.set(name, { ...reserved, load: () => load(name) });
    }
  }
}
