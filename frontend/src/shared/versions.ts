/** Names of the fields whose values differ, in the order of the newer content. */
export function changedFields(before: object, after: object): string[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...now.keys(), ...old.keys()])].filter(
    (name) => JSON.stringify(old.get(name) ?? null) !== JSON.stringify(now.get(name) ?? null),
  );
}
