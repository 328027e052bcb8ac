import { describe, expect, it } from "vitest";
import { countPicked, NOTHING, pickedOn, repick, scopeOf } from "./selection";

const page = ["a", "b", "c"];

describe("picking rows of a list", () => {
  it("keeps what was picked on other pages", () => {
    const first = repick(NOTHING, page, new Set(["a", "b"]));
    const second = repick(first, ["d", "e"], new Set(["d"]));
    expect(scopeOf(second)).toEqual({ only: ["a", "b", "d"], except: [] });
    expect(countPicked(second, 400)).toBe(3);
    expect([...pickedOn(second, page)]).toEqual(["a", "b"]);
  });
  it("takes all under the filters but for what is taken out", () => {
    const all = repick({ all: true, except: new Set() }, page, new Set(["a", "c"]));
    expect(scopeOf(all)).toEqual({ except: ["b"] });
    expect(countPicked(all, 412)).toBe(411);
    expect([...pickedOn(all, page)]).toEqual(["a", "c"]);
    expect(scopeOf(repick(all, page, new Set(page)))).toEqual({ except: [] });
  });
  it("lets go of all when the whole page is let go", () => {
    expect(repick({ all: true, except: new Set() }, page, new Set())).toEqual(NOTHING);
    expect(repick({ all: true, except: new Set() }, ["a"], new Set())).toEqual({ all: true, except: new Set(["a"]) });
  });
});
