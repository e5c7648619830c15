// Unified social credit code, GB 32100-2015: 18 characters, the last one a check character.

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

export type CreditCodeFault = "length" | "character" | "check";

/** The check character for the first 17 characters; weights are 3^i mod 31. */
export function checkCharacter(first17: string): string | null {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET[(31 - (sum % 31)) % 31] ?? null;
}

/** What is wrong with a code, or null when it holds. */
export function creditCodeFault(code: string): CreditCodeFault | null {
  const upper = code.trim().toUpperCase();
  if ([...upper].some((character) => !ALPHABET.includes(character))) return "character";
  if (upper.length !== 18) return "length";
  return checkCharacter(upper.slice(0, 17)) === upper[17] ? null : "check";
}
