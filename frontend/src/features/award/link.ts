// The link that can be shared: activities and answers stand behind `#`, which no browser sends to a server.
import type { FactDef, FactValue } from "./api";

export interface Shared {
  activities: string[];
  facts: Record<string, FactValue>;
}

const ACTIVITIES = "do";

function read(fact: FactDef, text: string): FactValue | undefined {
  switch (fact.type) {
    case "bool":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "count":
      return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
    case "choice":
      return fact.choices?.some((choice) => choice.value === text) ? text : undefined;
    default:
      return /^\d{1,13}(\.\d{1,2})?$/.test(text) ? text : undefined;
  }
}

/** Reads a link. What the policy does not know is left out: a link is anybody's to write. */
export function readLink(hash: string, facts: FactDef[], known: string[]): Shared {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const activities = (given.get(ACTIVITIES) ?? "").split(",").filter((one) => known.includes(one));
  const stated: Shared["facts"] = {};
  for (const fact of facts) {
    const text = given.get(fact.name);
    const value = text === null ? undefined : read(fact, text);
    if (value !== undefined) stated[fact.name] = value;
  }
  return { activities, facts: stated };
}

export function writeLink({ activities, facts }: Shared): string {
  const all = new URLSearchParams();
  if (activities.length > 0) all.set(ACTIVITIES, activities.join(","));
  for (const [name, value] of Object.entries(facts)) all.set(name, String(value));
  const text = all.toString();
  return text === "" ? "" : `#${text}`;
}
