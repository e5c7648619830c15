// Is there time left to answer?

export type Due = "ahead" | "over" | "none";

/** A day as the scenario states it, beside today; on the day itself there is time. */
export function dueOf(day: string | null | undefined, today: string): Due {
  if (!day) return "none";
  return day < today ? "over" : "ahead";
}
