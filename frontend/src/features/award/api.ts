// The rules as the server reads them, and what they give for stated facts.
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { body, client } from "@/api/client";
import type { Words } from "@/api/types";

export interface FactDef {
  name: string;
  type: "bool" | "count" | "money" | "choice";
  /** Ids of the articles that ask for it. */
  articles: string[];
  choices?: { value: string; label: Words }[];
  unit?: string | null;
  phrase: string;
  question: Words;
}
export interface PolicyArticle {
  id: string;
  number: number;
  title: Words;
  text: string;
}
export interface Policy {
  id: string;
  title: Words;
  articles: PolicyArticle[];
  facts: FactDef[];
}
export type FactValue = boolean | number | string;

/** JSON Schema of one fact, as the server describes it. */
interface FactSchema {
  type?: string[];
  oneOf?: { const?: string; title?: string; description?: string; pattern?: string }[];
  title: string;
  description: string;
  "x-phrase": string;
  "x-articles": string[];
  "x-unit"?: string;
}

/** Reads the questions out of the schema of the facts. */
export function factsOf(schema: { properties: Record<string, FactSchema> }): FactDef[] {
  return Object.entries(schema.properties).map(([name, fact]) => {
    const choices = fact.oneOf?.flatMap((one) =>
      one.const === undefined
        ? []
        : [{ value: one.const, label: { zh: one.title ?? "", en: one.description ?? "" } }],
    );
    const type = fact.type?.includes("boolean")
      ? "bool"
      : fact.type?.includes("integer")
        ? "count"
        : choices && choices.length > 0
          ? "choice"
          : "money";
    return {
      name,
      type,
      choices,
      unit: fact["x-unit"],
      phrase: fact["x-phrase"],
      articles: fact["x-articles"],
      question: { zh: fact.title, en: fact.description },
    };
  });
}

// The server's document gives these two as maps of texts and as any JSON: their shape is stated here.
const words = (title: Record<string, string>): Words => ({
  zh: title.zh ?? "",
  en: title.en ?? "",
});
type FactsSchema = Parameters<typeof factsOf>[0];

/** The first policy that the server lists, with its questions. */
export const policyQuery = queryOptions({
  queryKey: ["policy"],
  queryFn: async (): Promise<Policy> => {
    const [head] = await body(client.GET("/api/v1/policies"));
    if (!head) throw new Error("the server lists no policy");
    const policy = await body(
      client.GET("/api/v1/policies/{policy}", { params: { path: { policy: head.id } } }),
    );
    return {
      id: policy.id,
      title: words(policy.title),
      articles: policy.articles.map((article) => ({ ...article, title: words(article.title) })),
      facts: factsOf(policy.facts as FactsSchema),
    };
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export const calculation = (policy: string, facts: Record<string, FactValue>) =>
  queryOptions({
    queryKey: ["calculator", policy, facts],
    queryFn: () => body(client.POST("/api/v1/calculator", { body: { policy, facts } })),
    placeholderData: keepPreviousData,
  });

/** What is still to be asked, the question with most at stake first. */
export const nextQuestions = (policy: string, facts: Record<string, FactValue>) =>
  queryOptions({
    queryKey: ["calculator-next", policy, facts],
    queryFn: () => body(client.POST("/api/v1/calculator/next", { body: { policy, facts } })),
    placeholderData: keepPreviousData,
  });
