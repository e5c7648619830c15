// What does a solution still lack before it can be submitted? Counted as the server counts it,
// so that the share moves while one writes: what is needed counts double, what helps matching once.
import type { SolutionContent } from "@/api/types";
import { completenessOf, filled } from "@/shared/completeness";

const NEEDED: [string, (content: SolutionContent) => boolean][] = [
  ["title", (c) => filled(c.title)],
  ["summary", (c) => filled(c.summary, 20)],
  ["description", (c) => filled(c.description, 50)],
  ["direction", (c) => filled(c.direction)],
  ["industries", (c) => c.industries.length > 0],
  ["technologies", (c) => c.technologies.length > 0],
  ["deployments", (c) => c.deployments.length > 0],
  ["capabilities", (c) => c.capabilities.length > 0],
];
const HELPFUL: [string, (content: SolutionContent) => boolean][] = [
  ["levels", (c) => c.levels.length > 0],
  ["dataLevel", (c) => Boolean(c.data_level)],
  ["price", (c) => Boolean(c.price_low)],
  ["deliveryDays", (c) => Boolean(c.delivery_days)],
  ["cases", (c) => c.cases.length > 0],
  ["threeCapabilities", (c) => c.capabilities.length >= 3],
];

export const missingOf = (content: SolutionContent) => completenessOf(content, NEEDED, HELPFUL);
