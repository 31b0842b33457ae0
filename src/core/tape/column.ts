type Numbers = Float64Array | Uint32Array | Int16Array;

/** A column of numbers that grows: a fraction of what a plain array of millions would take. */
export interface Column<T extends Numbers> {
  size(): number;
  push(value: number): void;
  at(index: number): number;
  /** What was pushed so far; nothing more is pushed after that. */
  packed(): T;
}

/** Longer columns grow by half, and are handed over as they are: no two copies of millions at once. */
const LONG = 4096;

export function createColumn<T extends Numbers>(make: (length: number) => T): Column<T> {
  let numbers = make(64);
  let length = 0;
  return {
    // A getter would be defined anew for every column of every run, and slowly.
    size: () => length,
    push(value) {
      if (length === numbers.length) {
        const longer = make(length < LONG ? 2 * length : Math.ceil(1.5 * length));
        longer.set(numbers);
        numbers = longer;
      }
      numbers[length++] = value;
    },
    at: (index) => numbers[index] as number,
    packed: () => (length < LONG ? numbers.slice(0, length) : numbers.subarray(0, length)) as T,
  };
}
