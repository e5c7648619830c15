import { describe, expect, it } from "vitest";
import { fieldPath } from "@/api/problem";
import { checkCharacter, creditCodeFault } from "./creditCode";
import { splitByTerms } from "./highlight";
import { groupYuan, isYuan, tenThousands } from "./money";
import { changedFields } from "./versions";

describe("money stays text", () => {
  it("groups without rounding", () => {
    expect(groupYuan("1200000.00")).toBe("1,200,000");
    expect(groupYuan("0.10")).toBe("0.10");
    expect(groupYuan("9007199254740993.5")).toBe("9,007,199,254,740,993.50");
    expect(groupYuan("n/a")).toBe("n/a");
  });
  it("moves the point by four places", () => {
    expect(tenThousands("1200000.00")).toBe("120");
    expect(tenThousands("385500")).toBe("38.55");
    expect(tenThousands("999.99")).toBe("0.099999");
    expect(tenThousands("123456789")).toBe("12,345.6789");
  });
  it("knows an amount", () => {
    expect(isYuan("380000.5")).toBe(true);
    expect(isYuan("1e6")).toBe(false);
    expect(isYuan("1.234")).toBe(false);
  });
});

describe("credit codes of GB 32100-2015", () => {
  it("accepts a right check character and refuses each slip of it", () => {
    const code = "91110112MADEM002X6";
    expect(checkCharacter(code.slice(0, 17))).toBe("6");
    expect(creditCodeFault(code)).toBeNull();
    expect(creditCodeFault(code.toLowerCase())).toBeNull();
    expect(creditCodeFault("91110112MADEM002X7")).toBe("check");
    expect(creditCodeFault("91110112MADEM020X6")).toBe("check");
    expect(creditCodeFault("91110112MADEM002X")).toBe("length");
    expect(creditCodeFault("91110112MADEM0I2X6")).toBe("character");
  });
});

describe("field paths of problems", () => {
  it("reads dots and brackets", () => {
    expect(fieldPath("content.requirements[2].text")).toEqual(["requirements", 2, "text"]);
    expect(fieldPath("organisation.credit_code")).toEqual(["organisation", "credit_code"]);
    expect(fieldPath("/content/cases/0/year")).toEqual(["cases", 0, "year"]);
  });
});

describe("marking words in a quote", () => {
  it("marks the longest term first and keeps the text whole", () => {
    const parts = splitByTerms("平均响应 150 毫秒", ["响应", "平均响应", "150"]);
    expect(parts.map((part) => part.text).join("")).toBe("平均响应 150 毫秒");
    expect(parts.filter((part) => part.marked).map((part) => part.text)).toEqual([
      "平均响应",
      "150",
    ]);
  });
  it("treats a term as text, not as a pattern", () => {
    expect(splitByTerms("a+b", ["+"]).map((part) => part.marked)).toEqual([false, true, false]);
    expect(splitByTerms("abc", [])).toEqual([{ text: "abc", marked: false }]);
  });
});

describe("versions", () => {
  it("names what changed, left out or added, and nothing else", () => {
    const before = { title: "a", days: 30, cases: [{ year: 2025 }], level: null };
    const after = { title: "a", days: 45, cases: [{ year: 2025 }], filings: [] };
    expect(changedFields(before, after)).toEqual(["days", "filings"]);
    expect(changedFields(after, after)).toEqual([]);
  });
});
