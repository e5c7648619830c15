// Which solutions stand side by side: the choice itself, without any page around it.

/** Most solutions side by side; the server takes no more. */
export const MOST_COMPARED = 4;

/** Where a choice is kept. Each scenario has its own: what answers one need may not answer the next. */
export const picksKey = (scenario?: string) =>
  scenario ? `scenepool.compared.${scenario}` : "scenepool.compared";

/** What was kept; with the rows that may be chosen, those that are gone are left out. */
export function readPicks(kept: string | null, known?: readonly string[]): string[] {
  const ids = (kept ?? "").split(",").filter(Boolean);
  return ids.filter((id) => known?.includes(id) ?? true).slice(0, MOST_COMPARED);
}

/** The choice after one row was ticked or unticked; a fifth changes nothing. */
export function picked(ids: readonly string[], id: string, chosen: boolean): string[] {
  const others = ids.filter((other) => other !== id);
  if (!chosen) return others;
  return ids.includes(id) || ids.length >= MOST_COMPARED ? [...ids] : [...ids, id];
}

/** The page that compares them; with the list that they were chosen from, requirement by requirement, too. */
export function compareAddress(ids: readonly string[], list?: string): string {
  const from = list ? `&list=${list}` : "";
  return `/compare?ids=${ids.join(",")}${from}`;
}
