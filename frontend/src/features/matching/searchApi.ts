// Searching the pool; the whole question stands in the address of the page.
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { body, client } from "@/api/client";
import type { SubjectKind, TaxonomyName } from "@/api/types";

/** Filters of the search, and the word list that names their values. */
export const FACETS: Record<string, TaxonomyName | "tiers"> = {
  direction: "directions",
  industry: "industries",
  technology: "technologies",
  deployment: "deployments",
  region: "regions",
  level: "levels",
  tier: "tiers",
};
export const PAGE_SIZE = 20;

export interface Question {
  kind: SubjectKind;
  q: string;
  filters: Record<string, string>;
  sort: string;
  /** A price among the words is a word like any other. */
  anyPrice: boolean;
  page: number;
}

export function questionOf(params: URLSearchParams): Question {
  const filters: Record<string, string> = {};
  for (const name of Object.keys(FACETS)) {
    const value = params.get(name);
    if (value) filters[name] = value;
  }
  return {
    kind: params.get("kind") === "scenarios" ? "scenarios" : "solutions",
    q: params.get("q") ?? "",
    filters,
    sort: params.get("sort") ?? "",
    anyPrice: params.get("any_price") === "true",
    page: Math.max(1, Number(params.get("page")) || 1),
  };
}

export function addressOf(question: Question): URLSearchParams {
  const params = new URLSearchParams();
  if (question.kind === "scenarios") params.set("kind", "scenarios");
  if (question.q) params.set("q", question.q);
  for (const [name, value] of Object.entries(question.filters)) params.set(name, value);
  if (question.sort) params.set("sort", question.sort);
  if (question.anyPrice) params.set("any_price", "true");
  if (question.page > 1) params.set("page", String(question.page));
  return params;
}

export const searchQuery = (question: Question) =>
  queryOptions({
    queryKey: ["search", question],
    queryFn: () => {
      const query = {
        q: question.q || undefined,
        ...question.filters,
        sort: question.sort || undefined,
        any_price: question.anyPrice || undefined,
        limit: PAGE_SIZE,
        offset: (question.page - 1) * PAGE_SIZE,
        // Without words there is no score to explain.
        explain: question.q !== "" || undefined,
      };
      return body(
        question.kind === "solutions"
          ? client.GET("/api/v1/search/solutions", { params: { query } })
          : client.GET("/api/v1/search/scenarios", { params: { query } }),
      );
    },
    placeholderData: keepPreviousData,
  });

export const compareQuery = (ids: string[]) =>
  queryOptions({
    queryKey: ["compare", ids],
    queryFn: () =>
      body(
        client.GET("/api/v1/search/solutions/compare", {
          params: { query: { ids: ids.join(",") } },
        }),
      ),
  });
