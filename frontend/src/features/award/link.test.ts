import { describe, expect, it } from "vitest";
import type { FactDef } from "./api";
import { readLink, writeLink } from "./link";

const words = { zh: "", en: "" };
const fact = (name: string, type: FactDef["type"], choices?: string[]): FactDef => ({
  name,
  type,
  articles: ["1"],
  phrase: "",
  question: words,
  choices: choices?.map((value) => ({ value, label: words })),
});
const FACTS = [
  fact("a.yes", "bool"),
  fact("a.money", "money"),
  fact("a.count", "count"),
  fact("a.kind", "choice", ["one", "two"]),
];

describe("the link of the calculator", () => {
  it("comes back as it was written", () => {
    const shared = {
      activities: ["buy", "models"],
      facts: { "a.yes": false, "a.money": "2000000.00", "a.count": 3, "a.kind": "two" },
    };
    expect(readLink(writeLink(shared), FACTS, ["buy", "models"])).toEqual(shared);
    expect(writeLink({ activities: [], facts: {} })).toBe("");
  });
  it("leaves out what the policy does not know", () => {
    const hash = "#do=buy,nothing&a.yes=perhaps&a.money=-1&a.count=1e9&a.kind=three&name=somebody";
    expect(readLink(hash, FACTS, ["buy"])).toEqual({ activities: ["buy"], facts: {} });
  });
});
