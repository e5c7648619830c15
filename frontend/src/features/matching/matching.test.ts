import { describe, expect, it } from "vitest";
import en from "@/i18n/en/matching.json";
import zh from "@/i18n/zh/matching.json";
import { dueOf } from "./due";
import { compareAddress, MOST_COMPARED, picked, picksKey, readPicks } from "./picks";
import { FORM_FIELDS, sourceKey } from "./quoteSource";

describe("choosing solutions to compare", () => {
  it("takes four and leaves them as they are when a fifth is ticked", () => {
    let ids: string[] = [];
    for (const id of ["a", "b", "c", "d"]) ids = picked(ids, id, true);
    expect(ids).toEqual(["a", "b", "c", "d"]);
    expect(ids).toHaveLength(MOST_COMPARED);
    expect(picked(ids, "e", true)).toEqual(ids);
    expect(picked(picked(ids, "b", false), "e", true)).toEqual(["a", "c", "d", "e"]);
  });
  it("ticks a row once", () => {
    expect(picked(["a"], "a", true)).toEqual(["a"]);
    expect(picked(["a"], "b", false)).toEqual(["a"]);
  });
  it("forgets rows that the list no longer has, so that every one that counts can be seen", () => {
    expect(readPicks("a,b,c", ["c", "a", "x"])).toEqual(["a", "c"]);
    expect(readPicks("a,b,c")).toEqual(["a", "b", "c"]);
    expect(readPicks("a,,b,c,d,e")).toHaveLength(MOST_COMPARED);
    expect(readPicks(null)).toEqual([]);
  });
  it("keeps the choice of each scenario apart from that of the search", () => {
    expect(picksKey("s1")).not.toBe(picksKey("s2"));
    expect(picksKey("s1")).not.toBe(picksKey());
  });
  it("leads to the page with the list, where there is one", () => {
    expect(compareAddress(["a", "b"])).toBe("/compare?ids=a,b");
    expect(compareAddress(["a", "b"], "l")).toBe("/compare?ids=a,b&list=l");
  });
});

describe("until when an invitation is to be answered", () => {
  it("knows a day to come, today, a day that is over, and none", () => {
    expect(dueOf("2026-03-02", "2026-03-01")).toBe("ahead");
    expect(dueOf("2026-03-01", "2026-03-01")).toBe("ahead");
    expect(dueOf("2026-02-28", "2026-03-01")).toBe("over");
    expect(dueOf(null, "2026-03-01")).toBe("none");
    expect(dueOf(undefined, "2026-03-01")).toBe("none");
  });
});

describe("where a quote comes from", () => {
  const named = (texts: object, key: string) =>
    key.split(".").reduce<unknown>((node, part) => (node as Record<string, unknown>)[part], texts);
  it("has a name in both languages, for fields of the form that nobody knows yet, too", () => {
    const sources = ["title", "text", "capability:1", "case:2", "form:anything", "form:"];
    const all = [...sources, ...FORM_FIELDS.map((field) => `form:${field}`)];
    expect(all.length).toBeGreaterThan(sources.length);
    for (const source of all)
      for (const texts of [zh, en])
        expect(named(texts, sourceKey(source)), source).toBeTypeOf("string");
    expect(sourceKey("form:anything")).toBe("formSource.other");
    expect(sourceKey("form:delivery")).toBe("formSource.delivery");
  });
});
