import { afterAll, beforeAll, expect, it } from "vitest";
import { localDate } from "@/domain/shared/time";
import { verifyCertificate } from "@/scripts/certificate-verify.mjs";
import { newId } from "@/server/kernel/new-id";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { exportCertificate } from "./commands/export-certificate";
import { getCertificate } from "./http";
import { type CertificateFile, certificatePaper } from "./paper";
import { certificatesList } from "./queries";
import { end, makeEnded, runOn } from "./testing";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

it("a certificate leaves the house as a file that verifies without it, and as a paper that says the same", async () => {
  const officer = house.as("privacy-officer");
  const { customerId } = await makeEnded(house, { name: "样本证明" });
  await end(house, customerId);
  await runOn(house, localDate("2036-12-01"));
  const { rows } = await house.ask(
    certificatesList,
    { filters: { customer: customerId, class: ["identity"] } },
    { as: officer },
  );
  const id = rows[0]?.id ?? "";
  const exported = await house.run(exportCertificate, { id }, { as: officer });
  if (!exported.ok) throw new Error(exported.code);
  const { text } = exported.result;
  const key = house.runtime.keyRing.signing.spki.toString("base64");
  const verdict = verifyCertificate(text, [key]);
  expect(verdict).toMatchObject({ ok: true, number: rows[0]?.number });
  expect(verifyCertificate(text.replace('"identity"', '"contact"'), [key])).toMatchObject({ ok: false });
  const [entry] = await house.rows<{ leaf: string }>(
    "select leaf::text from audit_entries where kind = 'retention.class.erase' and subject_id = $1 and leaf::text like '%identity%'",
    [customerId],
  );
  expect(entry?.leaf).toContain("sha256" in verdict ? verdict.sha256 : "none");

  const file = JSON.parse(text) as CertificateFile;
  for (const language of ["zh-CN", "en"] as const) {
    const said = certificatePaper(file, language).parts.map((part) => (part.kind === "row" ? part.value : ""));
    expect(said).toEqual(
      expect.arrayContaining([
        file.content.number,
        customerId,
        file.signature,
        file.content.keys.join("\n"),
        file.publicKey,
      ]),
    );
    expect(said).toContain("sha256" in verdict ? verdict.sha256 : "none");
    const answer = await getCertificate(id, language, officer, Promise.resolve(house.runtime));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
  }
});

it("is handed to nobody else", async () => {
  const at = Promise.resolve(house.runtime);
  expect((await getCertificate(newId(), "en", null, at)).status).toBe(401);
  expect((await getCertificate(newId(), "en", house.as("privacy-officer"), at)).status).toBe(404);
  expect((await getCertificate(newId(), "en", house.as("customer-service"), at)).status).toBe(403);
});
