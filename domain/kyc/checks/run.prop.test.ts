import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIELD_NAMES, FIELDS } from "../fields";
import { CHANNEL_OUTCOMES, CHANNEL_TYPES, DOCUMENT_KINDS, ID_TYPES, READ_STATES, REGISTRY_ANSWERS } from "../model";
import { READ_PROBLEMS } from "../reading/model";
import { FINDING_CODES } from "./finding-codes";
import type { CheckInput } from "./input";
import { runChecks } from "./run";
import { enterpriseInput, personInput } from "./testing";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.stringMatching(/^[0-9]{15,18}[0-9X]?$/),
  fc.stringMatching(/^[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}$/),
  fc.constantFrom("长期", "张·三", "𠀀", "\ud800", "０００", "99990101", "H12345678"),
);
const declared = fc
  .tuple(
    fc.record(Object.fromEntries(FIELD_NAMES.map((field) => [field, fc.option(text, { nil: undefined })]))),
    fc.constantFrom(...ID_TYPES),
  )
  .map(([fields, idType]) => ({ ...fields, idType, representativeIdType: idType }));
const percent = fc.double({ min: 0, max: 100, noNaN: true });
const inputs: fc.Arbitrary<CheckInput> = fc
  .record({
    declared,
    documents: fc.array(
      fc.record({
        kind: fc.constantFrom(...DOCUMENT_KINDS),
        readState: fc.constantFrom(...READ_STATES),
        readProblem: fc.constantFrom(null, "same-picture", ...READ_PROBLEMS),
        quality: fc.option(
          fc.record({
            width: fc.nat(9000),
            height: fc.nat(9000),
            sharpness: percent,
            glareFree: percent,
            framed: percent,
          }),
          { nil: null },
        ),
      }),
      { maxLength: 4 },
    ),
    readings: fc.array(
      fc.record({
        document: fc.constantFrom(...DOCUMENT_KINDS),
        field: fc.constantFrom(...FIELD_NAMES),
        value: text,
        confidence: percent,
        source: fc.constantFrom("ocr", "mrz"),
      }),
      { maxLength: 6 },
    ),
    registry: fc.option(fc.dictionary(fc.constantFrom(...FIELD_NAMES), fc.constantFrom(...REGISTRY_ANSWERS)), {
      nil: null,
    }),
    channels: fc.array(
      fc.record({
        type: fc.constantFrom(...CHANNEL_TYPES),
        provider: fc.constant("sample"),
        outcome: fc.constantFrom(...CHANNEL_OUTCOMES),
        at: fc.constant("2026-11-20T00:00:00.000Z" as CheckInput["channels"][number]["at"]),
      }),
      { maxLength: 8 },
    ),
    faceToFace: fc.boolean(),
    requestedClass: fc.constantFrom(null, 1 as const, 2 as const, 3 as const),
    listHit: fc.constantFrom("none", "hit", "not-run"),
  })
  .chain((some) =>
    fc.constantFrom(personInput(some as Partial<CheckInput>), enterpriseInput(some as Partial<CheckInput>)),
  );

describe("the checks on anything at all", () => {
  it("do not throw, say only what there are words for, and say the same twice", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const findings = runChecks(input);
        for (const { check, code, params, basis } of findings) {
          expect(FINDING_CODES[check]).toContain(code);
          expect(basis.length).toBeGreaterThan(0);
          for (const value of Object.values(params)) expect(["string", "number"]).toContain(typeof value);
        }
        expect(runChecks(input)).toEqual(findings);
      }),
      { numRuns: 500 },
    );
  });

  it("are pleased no less when a bad outcome elsewhere is taken away", () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const bad = (some: CheckInput) => runChecks(some).filter(({ outcome }) => outcome === "fail").length;
        const worse = { ...input, elsewhere: { sameContent: 1, sameLook: 1, phoneOtherIds: 1 } };
        expect(bad(input)).toBeLessThan(bad(worse));
      }),
    );
  });

  it("know a longest value for every field", () => {
    for (const field of FIELD_NAMES) expect(FIELDS[field].max).toBeGreaterThan(0);
  });
});
