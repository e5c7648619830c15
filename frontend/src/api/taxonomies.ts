// The platform's word lists, fetched once, and their labels in the language of the page.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { body, client } from "./client";
import type { TaxonomyName, Term } from "./types";

export const taxonomiesQuery = queryOptions({
  queryKey: ["taxonomies"],
  queryFn: () => body(client.GET("/api/v1/taxonomies")),
  staleTime: Number.POSITIVE_INFINITY,
});

export interface Option {
  value: string;
  label: string;
  title?: string;
}
export interface TreeOption extends Option {
  children?: TreeOption[];
}

export function useTerms() {
  const { data } = useQuery(taxonomiesQuery);
  const { i18n } = useTranslation();
  const english = i18n.language === "en";
  const name = (term: Term) => (english ? term.en : term.zh) || term.code;

  const list = (taxonomy: TaxonomyName): Term[] => data?.[taxonomy] ?? [];
  const find = (taxonomy: TaxonomyName, code: string | null | undefined) =>
    list(taxonomy).find((term) => term.code === code);

  return {
    ready: data !== undefined,
    list,
    /** The label of a code; the code itself while the lists are on their way. */
    label(taxonomy: TaxonomyName, code: string | null | undefined): string {
      if (!code) return "";
      const term = find(taxonomy, code);
      return term ? name(term) : code;
    },
    /** The short label of a direction, where a table has no room for the long one. */
    short(code: string | null | undefined): string {
      const term = find("directions", code);
      if (!term) return code ?? "";
      // "AI + industry": the part after the plus is what differs.
      const tail = name(term).replace(/^.*\+\s*(N: )?/, "");
      return tail.charAt(0).toUpperCase() + tail.slice(1);
    },
    labels(taxonomy: TaxonomyName, codes: readonly string[] | null | undefined): string[] {
      return (codes ?? []).map((code) => this.label(taxonomy, code));
    },
    options(taxonomy: TaxonomyName, keep: (term: Term) => boolean = () => true): Option[] {
      return list(taxonomy)
        .filter(keep)
        .map((term) => ({ value: term.code, label: name(term) }));
    },
    dataLevel(rank: number | null | undefined): string {
      const term = list("data_levels").find((level) => level.rank === rank);
      return term ? name(term) : String(rank ?? "");
    },
    dataLevelOptions() {
      return list("data_levels").map((term) => ({ value: term.rank ?? 0, label: name(term) }));
    },
  };
}
