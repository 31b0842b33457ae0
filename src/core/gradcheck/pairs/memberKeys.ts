/** Keys under which a record or class keeps a derivative beside its function. */
const derivativeKeys = new Set(
  (
    "df dfn dfun dfunc dfunction fprime fPrime f_prime fp grad gradient gradients derivative derivate " +
    "deriv der prime dx dydx slope fDerivative fGrad grad_f gradF derive dOutput dActivation activationPrime"
  ).split(" "),
);

/** Keys under which it keeps the function itself. */
const primalKeys = new Set(
  (
    "f fn fun func function forward output activation activate value evaluate eval compute apply call " +
    "calc calculate error loss cost objective energy potential y fx"
  ).split(" "),
);

export function isDerivativeKey(key: string): boolean {
  return derivativeKeys.has(key);
}

export function isPrimalKey(key: string): boolean {
  return primalKeys.has(key);
}
