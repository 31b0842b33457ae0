/** A value that is no object and depends on no input. */
export type Plain = number | string | boolean | null | undefined;
