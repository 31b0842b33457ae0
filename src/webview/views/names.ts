/** The tabs, in their order. */
export const views = [
  "graph",
  "chain",
  "paths",
  "steps",
  "plot",
  "descent",
  "quiz",
  "nodes",
] as const;
export type ViewName = (typeof views)[number];

export function viewNamed(name: string | undefined): ViewName {
  return views.find((view) => view === name) ?? "graph";
}
