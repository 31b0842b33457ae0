declare module "algebrite" {
  export function run(expression: string): string;
}
