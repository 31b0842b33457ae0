/** Names of Greek letters, which are written as the letters. */
export const greekLetters: ReadonlyMap<string, string> = new Map(
  (
    "alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν " +
    "xi ξ rho ρ sigma σ tau τ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Sigma Σ Phi Φ " +
    "Psi Ψ Omega Ω"
  )
    .match(/\w+ \S/gu)
    ?.map((pair) => pair.split(" ") as [string, string]),
);

/** A name that is one letter on paper, with the digits behind it as its index. */
interface LetterName {
  /** As it is spelled: "x", "theta". */
  readonly letter: string;
  readonly index: string | undefined;
}

/** "x", "w1", "theta_2"; nothing for a word. */
export function letterName(name: string): LetterName | undefined {
  const [, letter = name, index] = /^(\p{L}+)_?(\d+)$/u.exec(name) ?? [];
  return greekLetters.has(letter) || [...letter].length === 1 ? { letter, index } : undefined;
}
