// Is there time left to answer?
import dayjs from "dayjs";

export type Due = "ahead" | "over" | "none";

/** Whether the day is over by the clock of this machine. */
export const isOver = (day: string | null | undefined) =>
  dueOf(day, dayjs().format("YYYY-MM-DD")) === "over";

/** A day as the scenario states it, beside today; on the day itself there is time. */
export function dueOf(day: string | null | undefined, today: string): Due {
  if (!day) return "none";
  return day < today ? "over" : "ahead";
}
