type Numbers = Float64Array | Uint32Array | Int16Array;

/** A column of numbers that grows: a fraction of what a plain array of millions would take. */
export interface Column<T extends Numbers> {
  readonly length: number;
  push(value: number): void;
  at(index: number): number;
  /** What was pushed so far, as an array of its own. */
  packed(): T;
}

export function createColumn<T extends Numbers>(make: (length: number) => T): Column<T> {
  let numbers = make(64);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === numbers.length) {
        const longer = make(2 * length);
        longer.set(numbers);
        numbers = longer;
      }
      numbers[length++] = value;
    },
    at: (index) => numbers[index] as number,
    packed: () => numbers.slice(0, length) as T,
  };
}
