import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { asId } from "../shared/ids";
import { instant, localDate } from "../shared/time";
import {
  acceptList,
  confirmHit,
  dismissHit,
  isFresh,
  type LoadedList,
  outcomeOf,
  proposeDismissal,
  reopenHit,
  stopBasis,
} from "./decisions";
import { LOOKALIKE_ROWS } from "./lookalikes";
import { entryKeys, matchedOn, partyKeys } from "./match";
import type { Hit, HitState, ListedEntry } from "./model";
import { nameKey, namesSomebody, numberKey } from "./normalise";
import { SCREENING_POLICY } from "./policy";

const now = instant("2026-10-09T14:32:00+08:00");
const rules = testRules();
const entry = (more: Partial<ListedEntry> = {}): ListedEntry => ({
  externalId: "1",
  kind: "person",
  reference: "Ti.1",
  name: "ANNA MUSTERFRAU",
  names: ["ANNA MUSTERFRAU"],
  numbers: [],
  births: [],
  nationalities: [],
  listedOn: null,
  ...more,
});
const code = (result: { ok: boolean; code?: string }) => (result.ok ? "ok" : result.code);
const on = (listed: Partial<ListedEntry>, names: string[], documents: string[] = []) =>
  matchedOn(entryKeys(entry(listed)), partyKeys({ names, documents }));

describe("an exact name", () => {
  it.each([
    ["Musterfrau, Anna"],
    ["anna  MUSTERFRAU"],
    ["Ánna Müsterfrau"],
    ["ＡＮＮＡ ＭＵＳＴＥＲＦＲＡＵ"],
    ["Anna-Musterfrau"],
  ])("is the same for %s", (name) => {
    expect(on({}, [name])).toEqual(["name"]);
  });

  it.each([["Anna Musterfrau Beispiel"], ["Anna"], ["Annamusterfrau"], ["Anna Musterfran"], [""], ["·"]])(
    "is another for %s",
    (name) => {
      expect(on({}, [name])).toEqual([]);
    },
  );

  it.each([
    ["a zero-width space", "An\u200bna Musterfrau"],
    ["a direction mark", "\u202eAnna Muster\u2066frau"],
    ["a soft hyphen", "Anna Muster\u00adfrau"],
    ["a filler that counts as a letter", "Anna\u3164 Musterfrau"],
    ["a joiner between marks", "An\u034fna Musterfrau"],
    ["Cyrillic letters", "\u0410nn\u0430 Must\u0435rfr\u0430u"],
    ["Cyrillic capitals", "\u0410NN\u0410 MUST\u0415RFR\u0410U"],
    ["Greek letters", "\u0391nna Musterfra\u03c5"],
    ["a stroke", "\u0410nna Mu\ua731terfrau"],
  ])("is found with %s in it", (_, name) => {
    expect(on({}, [name])).toEqual(["name"]);
  });

  it("written in another alphabet on a list is found in that alphabet, in any case", () => {
    expect(
      on({ names: ["\u0410\u043d\u043d\u0430 \u0422\u0435\u0441\u0442"] }, [
        "\u0410\u041d\u041d\u0410 \u0422\u0415\u0421\u0422",
      ]),
    ).toEqual(["name"]);
    expect(on({ names: ["样本一号"] }, ["样\u200b本\u2060一号"])).toEqual(["name"]);
  });

  it("has a plain letter for each that looks like one", () => {
    for (const [from, to] of LOOKALIKE_ROWS) expect([from, [...from].length]).toEqual([from, to.length]);
  });

  it("in Han characters is one word, middle dot and gaps left out, and one character names nobody", () => {
    expect(on({ names: ["样本 一号"] }, ["样本一号"])).toEqual(["name"]);
    expect(on({ names: ["阿娜·样本"] }, ["阿娜•样本"])).toEqual(["name"]);
    expect(on({ names: ["样"] }, ["样"])).toEqual([]);
    expect(on({ names: ["样本二"] }, ["样本三"])).toEqual([]);
  });

  it("of one word names an entity and no person", () => {
    expect(on({ names: ["PROBE"] }, ["Probe"])).toEqual([]);
    expect(on({ names: ["PROBECO"], kind: "entity" }, ["Probeco"])).toEqual(["name"]);
    expect(on({ names: ["ABC"], kind: "entity" }, ["Abc"])).toEqual([]);
  });

  it("does not depend on the order of its words, and is a fixed point", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Za-zÀ-ÿ]{1,8}$/), { minLength: 2, maxLength: 4 }), (words) => {
        const key = nameKey(words.join(" "));
        expect(nameKey([...words].reverse().join(", "))).toBe(key);
        if (key !== null) expect(nameKey(key)).toBe(key);
      }),
      { seed: 7 },
    );
    expect(namesSomebody("a b", "person")).toBe(true);
  });
});

describe("an exact number", () => {
  it("is compared by its letters and digits, and short ones and prose by nothing", () => {
    expect(on({ numbers: ["P-123 4567"] }, [], ["p1234567"])).toEqual(["number"]);
    expect(on({ numbers: ["P-123 4567"] }, ["ANNA MUSTERFRAU"], ["P1234567"])).toEqual(["name", "number"]);
    expect(numberKey("12345")).toBeNull();
    expect(numberKey("ABCDEFG")).toBeNull();
    expect(numberKey("issued in the capital 1234567")).toBeNull();
    expect(numberKey("1-78-09-44621-80")).toBe("1780944621" + "80");
  });
});

const list = (more: Partial<LoadedList> = {}): LoadedList => ({
  source: "un-consolidated",
  asOf: instant("2026-10-01T00:00:00Z"),
  sha256: "a",
  entries: 100,
  currentAt: instant("2026-10-02T00:00:00Z"),
  ...more,
});
const many = (count: number, asOf = "2026-10-08T00:00:00Z") => ({
  asOf: instant(asOf),
  entries: Array.from({ length: count }, (_, at) => entry({ externalId: String(at) })),
});
const accept = (parsed = many(100), inUse: LoadedList | null = list(), sha256 = "b") =>
  acceptList({ parsed, sha256, inUse, now, rules, policy: SCREENING_POLICY });

describe("a list that is brought", () => {
  it("takes the place of the one before, and the same file says it is current", () => {
    expect(accept()).toMatchObject({ ok: true, value: "new" });
    expect(accept(many(100), null)).toMatchObject({ ok: true, value: "new" });
    expect(accept(many(100), list(), "a")).toMatchObject({ ok: true, value: "current" });
    expect(accept().basis.map(({ ruleId }) => ruleId)).toEqual(["law-aml-41"]);
  });

  it("is refused empty, doubled, ahead of time, older, or shrunk", () => {
    expect(code(accept(many(0)))).toBe("screening.list.empty");
    expect(code(accept({ ...many(0), entries: [entry(), entry()] }))).toBe("screening.list.twice");
    expect(code(accept(many(100, "2026-10-11T08:00:00Z")))).toBe("screening.list.ahead");
    expect(code(accept(many(100, "2026-09-30T00:00:00Z")))).toBe("screening.list.older");
    expect(code(accept(many(79)))).toBe("screening.list.shrunk");
    expect(code(accept(many(80)))).toBe("ok");
  });
});

describe("looking somebody up", () => {
  const today = localDate("2026-10-09");
  it("finds nobody only where the list is loaded and fresh; a hit stands whatever its age", () => {
    const stale = list({ currentAt: instant("2026-09-08T00:00:00Z") });
    expect(outcomeOf(0, [list()], today, SCREENING_POLICY)).toBe("none");
    expect(outcomeOf(0, [], today, SCREENING_POLICY)).toBe("not-run");
    expect(outcomeOf(0, [stale], today, SCREENING_POLICY)).toBe("not-run");
    expect(outcomeOf(1, [stale], today, SCREENING_POLICY)).toBe("hit");
    expect(isFresh({ currentAt: instant("2026-09-09T00:00:00Z") }, today, SCREENING_POLICY)).toBe(true);
  });
});

describe("a hit", () => {
  const hit = (state: HitState = "open"): Hit => ({
    id: asId<"screening-hit">("01920000-0000-7000-8000-000000000001"),
    customerId: asId<"customer">("01920000-0000-7000-8000-000000000002"),
    state,
  });
  it("is confirmed, or dismissed by two people, each resting on its rule", () => {
    expect(confirmHit(hit(), rules, now)).toMatchObject({ ok: true, value: { state: "confirmed" } });
    expect(stopBasis(rules, localDate("2026-10-09")).map(({ ruleId }) => ruleId)).toEqual([
      "law-aml-40",
      "law-aml-41",
      "trap-sanctions-eu-us",
    ]);
    expect(proposeDismissal(hit(), "birth-differs", rules, now)).toMatchObject({ value: { state: "dismissing" } });
    expect(dismissHit(hit("dismissing"), "birth-differs", rules, now)).toMatchObject({ value: { state: "dismissed" } });
    expect(reopenHit(hit("dismissing"))).toMatchObject({ value: { state: "open" } });
  });

  it("that was confirmed ends only when the list lets it go", () => {
    expect(code(proposeDismissal(hit("confirmed"), "birth-differs", rules, now))).toBe("screening.hit.not-open");
    expect(code(proposeDismissal(hit("confirmed"), "delisted", rules, now))).toBe("ok");
  });

  it.each(["confirmed", "dismissed", "dismissing"] as const)("%s is not confirmed again", (state) => {
    expect(code(confirmHit(hit(state), rules, now))).toBe("screening.hit.not-open");
  });
  it.each(["open", "confirmed", "dismissed"] as const)("%s has no dismissal to decide", (state) => {
    expect(code(dismissHit(hit(state), "birth-differs", rules, now))).toBe("screening.hit.not-dismissing");
    expect(code(reopenHit(hit(state)))).toBe("screening.hit.not-dismissing");
  });
});
