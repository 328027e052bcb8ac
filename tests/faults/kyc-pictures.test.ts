import "@/server/all";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sample, samplePicture } from "@/db/seed/sample-pictures";
import { fictitiousIdentityNumber } from "@/domain/customers/identity-number";
import type { DocumentKind } from "@/domain/kyc/model";
import { localDate as day } from "@/domain/shared/time";
import { pdf, photoWithPlace, pngOfSize } from "@/server/evidence/testing";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { submissionQuery } from "@/server/kyc/detail";
import { advance } from "@/server/kyc/pipeline";
import { readPicture, stopReading } from "@/server/kyc/reading/read-picture";
import { handIn, kycDesk } from "@/server/kyc/testing";
import { somebody } from "@/server/kyc/testing/ready-case";
import { NAUGHTY_STRINGS } from "@/tests/security/support/naughty-strings";

const birthDate = day("1990-01-01");
const front: Sample = {
  kind: "id-front",
  name: "测试甲",
  sex: "female",
  birthDate,
  address: "样例省样例市演示区示范路一百号",
  idNumber: fictitiousIdentityNumber({ birthDate, area: 0, sequence: 4 }),
};
const back: Sample = {
  kind: "id-back",
  authority: "样例市公安局演示分局",
  validFrom: day("2019-03-01"),
  validTo: day("2039-03-01"),
};

let house: House;
let desk: ReturnType<typeof kycDesk>;
/** What the reading was given to look at. */
const looked: Buffer[] = [];
beforeAll(async () => {
  house = await openHouse();
  desk = kycDesk(house);
});
afterAll(async () => {
  stopReading();
  await house.close();
});

/** A submission whose pictures go all the way: through the door for files, the recogniser and the checks. */
async function road(pictures: Partial<Record<DocumentKind, Buffer>>) {
  const kinds = Object.keys(pictures) as DocumentKind[];
  const made = await handIn(house, { documents: kinds, declared: somebody() });
  if (!made.outcome.ok) throw new Error(made.outcome.code);
  const { id } = made.outcome.result;
  for (const kind of kinds) await desk.settle(await desk.attach(id, kind, made.as, pictures[kind]));
  const shop = desk.shop({
    read: (bytes, kind, signal) => {
      looked.push(bytes);
      return readPicture(bytes, kind, signal, { dataDir: house.dataDir, seconds: 300 });
    },
  });
  const came = await advance(house.runtime, house.system("system:worker"), id, shop);
  const shown = await house.ask(submissionQuery, { id }, { as: house.as("kyc-reviewer") });
  const documents = shown.documents.map(({ kind, readState, readProblem }) => [kind, readState, readProblem]);
  return { id, as: made.as, came, state: shown.state, documents, findings: shown.findings };
}

const SCRIPT = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>";

describe("a picture that is none, or one to do harm", () => {
  it.each([
    ["a text under a picture's name", () => Buffer.from("no picture at all, whatever it is called")],
    ["a drawing with a script", () => Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>")],
    ["200 megapixels in a few bytes", () => pngOfSize(20_000, 10_000)],
    ["a program", () => Buffer.from("MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0", "latin1")],
  ])("%s is not taken: its document says why and waits for another, which is", async (_, bytes) => {
    const { id, as, came, state, documents } = await road({ "hand-held": bytes() });
    expect([came, state]).toEqual(["waiting", "collecting"]);
    expect(documents).toEqual([["hand-held", "refused", expect.stringMatching(/^evidence\.content\.[a-z-]+$/)]]);
    await desk.settle(await desk.attach(id, "hand-held", as));
    expect(await desk.advance(id)).toBe("checked");
  });

  it("a document with a script is looked at as a picture drawn anew, of which nothing runs", async () => {
    looked.length = 0;
    const { state, documents } = await road({ "id-front": pdf(1, { extra: SCRIPT }) });
    expect(state).toBe("ready");
    expect(documents).toEqual([["id-front", "failed", expect.stringMatching(/^[a-z-]+$/)]]);
    expect(looked).toHaveLength(1);
    expect(looked[0]?.includes("JavaScript")).toBe(false);
    expect((await sharp(looked[0]).metadata()).format).toBe("jpeg");
  }, 300_000);

  it("a photo that says where it was taken tells nobody, not even the reading", async () => {
    looked.length = 0;
    const { state } = await road({ "hand-held": await photoWithPlace() });
    expect(state).toBe("ready");
    const meta = await sharp(looked[0]).metadata();
    expect([meta.exif, meta.xmp, meta.iptc, meta.orientation]).toEqual([undefined, undefined, undefined, undefined]);
  }, 300_000);
});

describe("pictures of the wrong thing", () => {
  it("two of one side: the second is said to be the same, or the wrong side, and a person decides", async () => {
    const face = await samplePicture(front);
    const again = await sharp(face).jpeg({ quality: 70 }).toBuffer();
    const same = await road({ "id-front": face, "id-back": face });
    expect(same.state).toBe("ready");
    expect(same.documents).toContainEqual([expect.any(String), "failed", "same-picture"]);
    const alike = await road({ "id-front": face, "id-back": again });
    expect(alike.documents).toContainEqual(["id-back", "failed", "wrong-side"]);
    expect(alike.findings.some(({ outcome }) => outcome === "fail")).toBe(true);
  }, 300_000);

  it("another side where a front was announced", async () => {
    const { state, documents } = await road({ "id-front": await samplePicture(back) });
    expect([state, documents]).toEqual(["ready", [["id-front", "failed", "wrong-side"]]]);
  }, 300_000);
});

describe("what was declared", () => {
  const checked = async (declared: object) => {
    const made = await handIn(house, { documents: [], declared: { ...somebody(), ...declared } });
    if (!made.outcome.ok) return { code: made.outcome.code, findings: [] as string[] };
    const { id } = made.outcome.result;
    expect(await desk.advance(id)).toBe("checked");
    const shown = await house.ask(submissionQuery, { id }, { as: house.as("kyc-reviewer") });
    return {
      code: "ok",
      findings: shown.findings.filter(({ outcome }) => outcome === "fail").map(({ check }) => check),
    };
  };

  it("with dates that cannot be is turned away where no such day is, and found where the days contradict", async () => {
    expect((await checked({ birthDate: "1990-02-30" })).code).toBe("kernel.input.invalid");
    expect((await checked({ idValidFrom: "2030-01-01", idValidTo: "2020-01-01" })).findings).toContain("validity");
    expect((await checked({ birthDate: "2031-01-01" })).findings.length).toBeGreaterThan(0);
    expect((await checked({ birthDate: "1850-01-01" })).findings.length).toBeGreaterThan(0);
  });

  it("with any name is an answer: checked, or an error of its field", async () => {
    const names = [
      "阿依古丽·买买提",
      "𠮷田㐂",
      "王\u{2A700}",
      "李\u{3400}",
      "O'Brien-Šmíd, Ana María",
      ...NAUGHTY_STRINGS,
    ];
    const answers = new Set<string>();
    for (const name of names) answers.add((await checked({ name })).code);
    expect([...answers].sort()).toEqual(["kernel.input.invalid", "ok"]);
  }, 300_000);
});
