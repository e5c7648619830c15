// The calls behind scenarios.
import type { ScenarioContent } from "@/api/types";
import { subjectApi } from "@/shared/subjects";

export const scenarios = subjectApi<ScenarioContent>("scenarios");
