import type { Form, FormPool } from "./form.ts";

export type Shortener = (form: Form) => Form;

export function createShortener(_forms: FormPool): Shortener {
  return (form) => form;
}
