// The calls behind solutions.
import type { SolutionContent } from "@/api/types";
import { subjectApi } from "@/shared/subjects";

export const solutions = subjectApi<SolutionContent>("solutions");
