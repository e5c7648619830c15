// What does a scenario still lack before it can be submitted? Counted as the server counts it,
// so that the share moves while one writes: what is needed counts double, what helps matching once.
import type { ScenarioContent } from "@/api/types";
import { completenessOf, filled } from "@/shared/completeness";

const NEEDED: [string, (content: ScenarioContent) => boolean][] = [
  ["title", (c) => filled(c.title)],
  ["description", (c) => filled(c.description, 20)],
  ["direction", (c) => filled(c.direction)],
  ["industries", (c) => c.industries.length > 0],
  ["region", (c) => filled(c.region)],
  ["requirements", (c) => c.requirements.some((line) => line.essential)],
];
const HELPFUL: [string, (content: ScenarioContent) => boolean][] = [
  ["summary", (c) => filled(c.summary)],
  ["deployments", (c) => c.deployments.length > 0],
  ["level", (c) => filled(c.level)],
  ["dataLevel", (c) => Boolean(c.data_level)],
  ["budget", (c) => Boolean(c.budget)],
  ["days", (c) => Boolean(c.days)],
  ["answersDue", (c) => Boolean(c.answers_due)],
  ["criterion", (c) => c.requirements.some((line) => Boolean(line.criterion))],
];

export const missingOf = (content: ScenarioContent) => completenessOf(content, NEEDED, HELPFUL);
