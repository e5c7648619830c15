// Which parts of a quote are the words that count?

export interface TextPart {
  text: string;
  marked: boolean;
}

/** Splits a text into parts, the given terms marked; longer terms win over shorter ones. */
export function splitByTerms(text: string, terms: readonly string[]): TextPart[] {
  const sorted = terms.filter((term) => term !== "").sort((a, b) => b.length - a.length);
  if (sorted.length === 0) return [{ text, marked: false }];
  const pattern = sorted.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return text
    .split(new RegExp(`(${pattern})`, "gi"))
    .map((part, index) => ({ text: part, marked: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
