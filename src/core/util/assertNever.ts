/** Makes the compiler prove that a union was taken apart completely. */
export function assertNever(value: never): never {
  throw new Error(`internal: unexpected ${JSON.stringify(value)}`);
}
