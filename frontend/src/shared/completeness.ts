// How complete is a form, and what is still missing?

export type Check<C> = [string, (content: C) => boolean];

export interface Completeness {
  percent: number;
  /** Without these it cannot be submitted. */
  needed: string[];
  /** These help matching. */
  helpful: string[];
}

export const filled = (text: string | null | undefined, atLeast = 1) =>
  [...(text?.trim() ?? "")].length >= atLeast;

export function completenessOf<C>(
  content: C,
  needed: Check<C>[],
  helpful: Check<C>[],
): Completeness {
  const lacking = (checks: Check<C>[]) =>
    checks.filter(([, holds]) => !holds(content)).map(([key]) => key);
  const [first, second] = [lacking(needed), lacking(helpful)];
  const points = (needed.length - first.length) * 2 + (helpful.length - second.length);
  const all = needed.length * 2 + helpful.length;
  return { percent: Math.floor((points * 100) / all), needed: first, helpful: second };
}
