/** What a name says about the function it is the derivative of. */
export interface DerivativeName {
  /** The primal's name, up to the case of its first letter. */
  readonly base: string;
  /** The variable, where the name says it: dF_dx. */
  readonly wrt?: string;
}

const words =
  "prime|derivative|derivatives|derivate|deriv|derivs|der|gradient|gradients|grad|grads|jacobian|jac|slope|tangent|velocity";
const capitalWords = words.replace(
  /(^|\|)([a-z])/g,
  (_all, bar, letter) => bar + letter.toUpperCase(),
);

/**
 * How people derive a name from another, most telling first. Group 1 is the primal's name, the group
 * called `wrt` the variable.
 */
const patterns: readonly RegExp[] = [
  // dF_dx, dfdx, d_f_d_x, dLossDw
  /^d_?(?<base>[A-Za-z]\w*?)_d_?(?<wrt>\w+)$/,
  /^d(?<base>[A-Za-z]\w*?)D(?<wrt>[A-Z]?[a-z0-9]*)$/,
  /^d(?<base>[a-zA-Z]\w*?)d(?<wrt>[a-z])$/,
  // wave_dx, waveDx
  /^(?<base>[A-Za-z]\w*?)_d(?<wrt>[a-z]\d?|alpha|beta|gamma|lambda|mu|omega|phi|rho|sigma|tau|theta)$/,
  /^(?<base>[a-z]\w*)D(?<wrt>[a-z])$/,
  // fDoublePrime is the derivative of fPrime, fSecondDerivative of fDerivative
  /^(?<base>\w+)Double(?<kept>Prime)$/,
  /^(?<base>\w+)Second(?<kept>Derivative|Deriv|Der)$/,
  /^(?<base>\w+)_double(?<kept>_prime)$/,
  /^d2(?<base>[A-Za-z]\w*)$/,
  new RegExp(`^(?<base>\\w+?)_?(?:${capitalWords}|PRIME|DERIV)$`),
  new RegExp(`^(?<base>\\w+?)_(?:${words})$`),
  // sampleCurveDerivativeX
  /^(?<base>[a-z]\w*?)(?:Derivative|Deriv|Prime|Gradient)(?<tail>[A-Z]\w?)$/,
  // bowlGradX, gradBowlX: along x
  /^(?<base>[a-z]\w*?)_?(?:Grad|Gradient|Deriv|Derivative)_?(?<capital>[A-Z]\d?)$/,
  /^(?:grad|gradient|deriv|derivative|partial)(?<base>[A-Z]\w*?)_?(?<capital>[A-Z]\d?)$/,
  /^(?:grad|gradient|jacobian|jac|deriv|derivative|prime|slope)(?:Of)?(?<base>[A-Z]\w*)$/,
  /^(?:grad|gradient|jacobian|jac|deriv|derivative|prime|slope|d|D)_(?:of_)?(?<base>\w+)$/,
  // angleDot, angleDotDot: along time
  /^(?<base>[a-z]\w*?)_?(?:Dot|dot)(?<time>)$/,
  // relu_d
  /^(?<base>\w{2,}?)_d$/,
  // dF, DLoss, but not an abbreviation: DDB is no derivative of DB
  /^(?:d|D(?=[A-Z](?:[a-z]|$)))(?<base>[A-Z]\w*)$/,
  /^(?<base>\w+)D$/,
  // reLUprime, fprime, xderivative
  /^(?<base>\w+?)(?:prime|deriv|derivative|derivate)$/,
  // the second derivative of a record
  /^d(?<base>derivative|deriv|slope|gradient)$/,
  // df, dg; longer ones (dsigmoid) only of a name that no English word hides
  /^d(?<base>[a-z]\w{0,1})$/,
  /^d(?<base>sigmoid|relu|tanh|softplus|swish|gelu|elu|selu|silu|leakyRelu|leaky_relu|softsign|loss|cost|error|energy|mse|exp|log|sin|cos|sqrt|func|gauss|gaussian|logistic|linear|identity)$/,
];

/** The names that `name` may be the derivative of, in the order in which they count. */
export function basesOf(own: string): readonly DerivativeName[] {
  // Of a private method.
  const name = own.replace(/^#/, "");
  const found: DerivativeName[] = [];
  for (const pattern of patterns) {
    const groups = pattern.exec(name)?.groups;
    const stem = groups?.["base"];
    if (!groups || stem === undefined || stem === "" || stem === "_") continue;
    const base = stem.replace(/_$/, "") + (groups["kept"] ?? groups["tail"] ?? "");
    const wrt =
      groups["time"] === undefined ? (groups["wrt"] ?? groups["capital"]?.toLowerCase()) : "t";
    if (name.startsWith("d2") && pattern.source.startsWith("^d2")) found.push({ base: `d${base}` });
    else found.push(wrt === undefined || wrt === "" ? { base } : { base, wrt });
  }
  return found;
}

/** Names are compared without underscores and without regard to the first letter's case. */
export function sameName(left: string, right: string): boolean {
  return normal(left) === normal(right);
}

function normal(name: string): string {
  const bare = name.replace(/^[_#]+|_+$/g, "");
  return bare.charAt(0).toLowerCase() + bare.slice(1);
}

/** The variable that a key of a gradient record speaks of: dx, d_x, dL_dx, gradX, x_grad, xGrad, x. */
export function variablesOf(key: string): readonly string[] {
  const names = [key];
  for (const pattern of [
    /^d[A-Za-z]\w*?_d_?(\w+)$/,
    /^d[A-Z]?[a-z]*?d([a-z])$/,
    /^d[A-Z]?[a-z]*D([A-Z]\w*)$/,
    /^(?:grad|gradient|partial|d|D)_?(\w+)$/,
    /^(\w+?)_?(?:[Gg]rad|[Gg]radient|[Dd]eriv|[Dd]erivative|[Pp]rime|_d|D)$/,
  ]) {
    const name = pattern.exec(key)?.[1];
    if (name !== undefined) names.push(name);
  }
  return names;
}
