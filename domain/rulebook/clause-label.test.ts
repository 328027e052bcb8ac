import { describe, expect, it } from "vitest";
import { RULE_FILES } from "../../rulebook/index";
import { clauseLabel } from "./clause-label";

describe("a clause in English", () => {
  it.each([
    ["第五条第一款", "Article 5(1)"],
    ["第201条第1款", "Article 201(1)"],
    ["第29至32条", "Articles 29–32"],
    ["第6、9条", "Articles 6, 9"],
    ["第二十三条", "Article 23"],
    ["第一百零三条", "Article 103"],
    ["第三十四条第二款第三项", "Article 34(2)(3)"],
    ["第10条之一", "Article 10-1"],
    ["第三章", "Chapter 3"],
    ["5.1.4(2)", "5.1.4(2)"],
    ["一(一)5(1)", "1(1)5(1)"],
    ["四(四)；八(二)", "4(4); 8(2)"],
    ["全文", "whole text"],
    ["—", "—"],
  ])("%s is %s", (clause, label) => {
    expect(clauseLabel(clause)).toBe(label);
  });

  it("leaves no Chinese in the clauses of the rulebook", () => {
    const left = [...new Set(RULE_FILES.map(({ clause }) => clause))].filter((clause) =>
      /\p{Script=Han}/u.test(clauseLabel(clause)),
    );
    expect(left).toEqual([]);
  });
});
