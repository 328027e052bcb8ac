import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sample, samplePicture } from "@/db/seed/sample-pictures";
import { creditCodeCheck } from "@/domain/customers/credit-code";
import { fictitiousIdentityNumber } from "@/domain/customers/identity-number";
import type { DocumentKind } from "@/domain/kyc/model";
import { localDate as day } from "@/domain/shared/time";
import { languageFolder } from "./language-data";
import { type PictureReading, type ReadingOptions, readPicture, stopReading } from "./read-picture";
import { startRecogniser } from "./recogniser";

const today = day("2026-06-01");
/** A busy machine reads slowly; only the tests about that ask how long. */
const PATIENT_SECONDS = 300;
let dataDir = "";
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "hegui-reading-"));
});
afterAll(() => {
  stopReading();
  rmSync(dataDir, { recursive: true, force: true });
});

const read = (bytes: Buffer, kind: DocumentKind, options: ReadingOptions = {}, signal?: AbortSignal) =>
  readPicture(bytes, kind, signal, { dataDir, today, seconds: PATIENT_SECONDS, ...options });
const values = ({ readings }: PictureReading, source = "ocr") =>
  Object.fromEntries(readings.filter((one) => one.source === source).map(({ field, value }) => [field, value]));

const birthDate = day("1990-01-01");
const idNumber = fictitiousIdentityNumber({ birthDate, area: 0, sequence: 4 });
const creditCode = `91999999000000042${creditCodeCheck("91999999000000042")}`;
const address = "样例省样例市演示区示范路一百号二单元三〇一室";
const front: Sample = { kind: "id-front", name: "测试甲", sex: "female", birthDate, address, idNumber };
const back: Sample = {
  kind: "id-back",
  authority: "样例市公安局演示分局",
  validFrom: day("2019-03-01"),
  validTo: day("2039-03-01"),
};
const traveller = {
  surname: "ERIKSSON",
  given: "ANNA MARIA",
  number: "X99000017",
  nationality: "UTO",
  sex: "female",
  birthDate: day("1974-08-12"),
  validTo: day("2030-04-15"),
} as const;
const travels = {
  sex: "female",
  birthDate: "1974-08-12",
  nationality: "UTO",
  idNumber: "X99000017",
  idValidTo: "2030-04-15",
};

describe("drawn samples, really recognised", () => {
  it("the front of a card: every value, and a number whose check character holds", async () => {
    const found = await read(await samplePicture(front), "id-front");
    expect(values(found)).toEqual({ name: "测试甲", sex: "female", birthDate, address, idNumber });
    expect(found).toMatchObject({ looksLike: "id-front", problem: null });
    expect(found.readings.find(({ field }) => field === "idNumber")?.confidence).toBeGreaterThan(95);
    expect(found.quality).toMatchObject({ width: 1_200, height: 780 });
    for (const score of ["sharpness", "glareFree", "framed"] as const)
      expect(found.quality?.[score]).toBeGreaterThan(80);
  });

  it("the back of a card", async () => {
    const found = await read(await samplePicture(back), "id-back");
    expect(values(found)).toEqual({
      idAuthority: "样例市公安局演示分局",
      idValidFrom: "2019-03-01",
      idValidTo: "2039-03-01",
    });
  });

  it("a passport: the visible page, and the zone with its check digits", async () => {
    const found = await read(await samplePicture({ kind: "passport", ...traveller }), "passport");
    expect(found).toMatchObject({ looksLike: "passport", problem: null });
    expect(values(found)).toEqual({ name: "ERIKSSON ANNA MARIA", ...travels });
    expect(values(found, "mrz")).toEqual({ name: "ERIKSSON ANNA MARIA", ...travels });
  });

  it("a permit: its labels, and the zone of three lines", async () => {
    const card = { name: "测试丙", authority: "样例局", number: "H99900001", validFrom: day("2020-04-16") };
    const found = await read(await samplePicture({ ...traveller, ...card, kind: "travel-permit" }), "travel-permit");
    expect(values(found)).toMatchObject({ name: "测试丙", idNumber: "H99900001", idValidTo: "2030-04-15" });
    expect(found.problem).toBeNull();
    expect(values(found, "mrz")).toMatchObject({ idNumber: "H99900001", birthDate: "1974-08-12" });
  });

  it("a business licence", async () => {
    const licence: Sample = {
      kind: "business-licence",
      creditCode,
      name: "示范商贸（样例市）有限公司",
      representative: "测试乙",
      validFrom: day("2019-03-01"),
      validTo: "long-term",
      address: "样例市演示区示范路一百号",
      businessScope: "日用百货销售；技术服务、技术咨询；食品经营",
    };
    expect(values(await read(await samplePicture(licence), "business-licence"))).toEqual({
      idNumber: creditCode,
      name: licence.name,
      representativeName: "测试乙",
      idValidFrom: "2019-03-01",
      idValidTo: "long-term",
      address: licence.address,
      businessScope: licence.businessScope,
    });
  });

  it("a picture on its side or its head is turned, and its hash with it", async () => {
    const upright = await samplePicture(front);
    const [straight, turned] = [
      await read(upright, "id-front"),
      await read(await sharp(upright).rotate(90).jpeg().toBuffer(), "id-front"),
    ];
    expect(values(turned)).toMatchObject({ name: "测试甲", idNumber });
    expect(turned.quality).toMatchObject({ width: 1_200, height: 780 });
    expect(turned.lookHash).not.toBeNull();
    expect(turned.lookHash?.slice(0, 4)).toBe(straight.lookHash?.slice(0, 4));
  });

  it("another side and another paper are said, and give no values", async () => {
    expect(await read(await samplePicture(back), "id-front")).toMatchObject({ problem: "wrong-side", readings: [] });
    expect(await read(await samplePicture(front), "passport")).toMatchObject({ problem: "wrong-paper", readings: [] });
  });

  it("a hand-held picture has a look and a quality, and is not read", async () => {
    const [one, other] = [
      await read(await samplePicture({ kind: "hand-held", seed: 1 }), "hand-held"),
      await read(await samplePicture({ kind: "hand-held", seed: 2 }), "hand-held"),
    ];
    expect(one).toMatchObject({ readings: [], problem: null });
    expect(one.lookHash).not.toBe(other.lookHash);
    expect(one.quality?.sharpness).toBeGreaterThan(50);
  });

  it("quality falls as a picture is spoilt", async () => {
    const whole = await samplePicture(front);
    const of = async (picture: Buffer, kind: DocumentKind = "hand-held") => (await read(picture, kind)).quality;
    const good = await of(whole);
    const light = Buffer.from('<svg width="1200" height="780"><circle cx="600" cy="300" r="260" fill="#fff"/></svg>');
    const blurred = await of(await sharp(whole).blur(4).jpeg().toBuffer());
    const glared = await of(
      await sharp(whole)
        .composite([{ input: light }])
        .jpeg()
        .toBuffer(),
    );
    const part = { left: 90, top: 40, width: 500, height: 600 };
    const cropped = await of(await sharp(whole).extract(part).jpeg().toBuffer(), "id-front");
    expect(blurred?.sharpness).toBeLessThan(good?.sharpness ?? 0);
    expect(glared?.glareFree).toBeLessThan(25);
    expect(cropped?.framed).toBeLessThan(50);
  });
});

/** A PNG that says it has so many pixels and has none. */
function pngHeader(width: number, height: number): Buffer {
  const png = Buffer.from(
    "89504e470d0a1a0a0000000d4948445200000000000000000800000000000000000000000a49444154789c6360000000020001",
    "hex",
  );
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}

describe("hostile files", () => {
  const unread = { readings: [], quality: null, lookHash: null };

  it("each has a clear end, and the next picture is read as if nothing had been", async () => {
    const good = await samplePicture(front);
    const two = await sharp({ create: { width: 40, height: 80, channels: 3, background: "#123" } })
      .gif()
      .toBuffer();
    const frames = await sharp([good, await sharp(good).negate().jpeg().toBuffer()], { join: { animated: true } })
      .webp()
      .toBuffer();
    const huge = await sharp({ create: { width: 20_000, height: 10_000, channels: 3, background: "#eee" } })
      .png()
      .toBuffer();
    const cases: [string, Buffer, string][] = [
      ["text", Buffer.from("this is no picture, whatever its name says"), "not-a-picture"],
      ["nothing", Buffer.alloc(0), "not-a-picture"],
      ["a document", Buffer.from("%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript>>>>"), "not-a-picture"],
      ["a drawing", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), "not-a-picture"],
      ["another kind of picture", two, "not-a-picture"],
      ["several frames", frames, "animated"],
      ["200 megapixels", huge, "pixels"],
      ["cut off", good.subarray(0, Math.floor(good.length / 2)), "damaged"],
    ];
    for (const [what, bytes, problem] of cases) {
      expect({ what, ...(await read(bytes, "id-front")) }).toMatchObject({ what, ...unread, problem });
    }
    expect(["damaged", "pixels", "not-a-picture"]).toContain(
      (await read(pngHeader(65_000, 65_000), "id-front")).problem,
    );
    expect(values(await read(good, "id-front"))).toMatchObject({ idNumber });
  });

  it("a picture that takes too long or too much ends the process, and the next picture starts another", async () => {
    const good = await samplePicture(back);
    expect(await read(good, "id-back", { seconds: 0.02 })).toMatchObject({ ...unread, problem: "too-heavy" });
    expect(await read(good, "id-back", { megabytes: 20 })).toMatchObject({ ...unread, problem: "too-heavy" });
    expect(values(await read(good, "id-back"))).toMatchObject({ idValidTo: "2039-03-01" });
  });

  it("a process killed in the middle of a picture is a damaged picture, and takes no other", async () => {
    const own = await startRecogniser(await languageFolder(dataDir));
    const looking = own.look(await samplePicture(back), "id-back", { onMemory: own.stop });
    expect(await looking).toBe("damaged");
    expect(own.ended()).toBe(true);
  });

  it("a recogniser that cannot start is no picture's fault", async () => {
    await expect(startRecogniser(join(dataDir, "nowhere"))).rejects.toThrow("did not start");
  });

  it("a stop in the middle throws, so that the picture is read again", async () => {
    const stop = new AbortController();
    const good = await samplePicture(back);
    const reading = read(good, "id-back", { onMemory: () => stop.abort() }, stop.signal);
    await expect(reading).rejects.toThrow("stopping");
    await expect(read(good, "id-back", {}, stop.signal)).rejects.toThrow("stopping");
    expect((await read(good, "id-back")).problem).toBeNull();
  });

  it("leaves nothing behind but the languages", () => {
    expect(readdirSync(dataDir)).toEqual(["ocr"]);
    expect(readdirSync(join(dataDir, "ocr"))).toEqual(["4.0.0"]);
  });
});
