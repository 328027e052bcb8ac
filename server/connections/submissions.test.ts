import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { fictitiousIdentityNumber } from "@/domain/customers/identity-number";
import { localDate } from "@/domain/shared/time";
import { memoryStore, picture, work } from "@/server/evidence/testing";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { kycDesk } from "@/server/kyc/testing";
import { callDoor, makeKey, type TestKey } from "./testing";

const dataDir = mkdtempSync(join(tmpdir(), "hegui-doors-"));
vi.stubEnv("DATA_DIR", dataDir);
vi.stubEnv("DATABASE_URL", process.env.DATABASE_URL ?? "postgres://nobody@127.0.0.1/none");

let house: House;
let key: TestKey;
let customers = 0;
beforeAll(async () => {
  house = await openHouse();
  key = await makeKey(house, ["customers.write", "submissions.write", "submissions.read"]);
});
afterAll(async () => {
  await house.close();
  vi.unstubAllEnvs();
  rmSync(dataDir, { recursive: true, force: true });
});

const call = (method: string, path: string, sent: Parameters<typeof callDoor>[3] = {}) =>
  callDoor(house, method, path, { token: key.token, ...sent });

async function handIn(more: object = {}) {
  const customerRef = `KYC${++customers}`;
  await call("POST", "/customers", { body: { externalRef: customerRef, kind: "person" } });
  const body = {
    customerRef,
    purpose: "onboarding",
    subject: "person",
    declared: { name: "测试丙", idType: "passport", idNumber: "E00000000" },
    documents: ["passport"],
    ...more,
  };
  return { customerRef, sent: await call("POST", "/submissions", { body }) };
}

const put = (id: string, kind: string, bytes: Uint8Array, more: Parameters<typeof callDoor>[3] = {}) =>
  call("PUT", `/submissions/${id}/documents/${kind}`, {
    raw: bytes,
    ...more,
    headers: { "content-length": String(bytes.length), "content-type": "image/jpeg", ...more.headers },
  });

const fileOf = async (id: string) =>
  (await house.rows<{ file_id: string }>("select file_id from kyc_documents where submission_id = $1", [id]))[0]
    ?.file_id ?? "";

describe("a submission by another system", () => {
  it("comes with its picture, is looked at, and says how it stands", async () => {
    const { sent } = await handIn();
    expect(sent).toMatchObject({ status: 201, body: { state: "collecting", purpose: "onboarding" } });
    const { id } = sent.body;
    const bytes = await picture("jpeg", { width: 300, height: 200 });
    const taken = await put(id, "passport", bytes, { key: "p-1" });
    expect(taken).toMatchObject({ status: 200, body: { kind: "passport", reading: "waiting", submission: "reading" } });
    // The same call again is answered the same; another picture is refused while this one stands.
    expect((await put(id, "passport", bytes, { key: "p-1" })).body).toEqual(taken.body);
    expect(await put(id, "passport", bytes)).toMatchObject({ status: 409, body: { code: "kyc.document.stands" } });
    const store = memoryStore();
    expect(await work(house, await fileOf(id), { store, dataDir })).toBe("ready");
    const [kept] = await house.rows("select sha256, bytes from evidence_files where id = $1", [await fileOf(id)]);
    expect(kept).toMatchObject({ bytes: String(bytes.length) });
    const desk = kycDesk(house);
    for (const [name, object] of store.objects) desk.store.objects.set(name, object);
    expect(await desk.advance(id)).toBe("checked");
    const stands = await call("GET", `/submissions/${id}`);
    expect(stands).toMatchObject({
      status: 200,
      body: {
        state: "ready",
        documents: [{ kind: "passport", reading: "read", state: "waiting", reason: null }],
        reasons: [],
      },
    });
    expect(JSON.stringify(stands.body)).not.toMatch(/E00000000|测试丙/);
  });

  it("is told of every wrong field at once, with its code", async () => {
    const { sent } = await handIn({
      declared: { businessScope: "x", birthDate: "1990-13-01" },
      documents: ["passport", "passport"],
      faceToFace: true,
    });
    expect(sent).toMatchObject({ status: 422, body: { code: "connections.request.invalid" } });
    const fields = (await handIn({ declared: { businessScope: "x" }, documents: ["passport", "passport"] })).sent.body
      .errors;
    expect(fields).toEqual([
      { field: "declared.businessScope", code: "kyc.submission.field-unknown" },
      { field: "documents.1", code: "kyc.submission.document-twice" },
    ]);
  });

  it("of an enterprise says who owns it, and is told where that cannot be", async () => {
    const number = (area: number) =>
      fictitiousIdentityNumber({ birthDate: localDate("1979-04-05"), area, sequence: 7 });
    const person = (area: number, shareBp: number, more: object = {}) => {
      const owner = { kind: "person", name: "样本", idType: "resident-id", idNumber: number(area), shareBp };
      return { ...owner, ...more };
    };
    const customerRef = `KYC${++customers}`;
    await call("POST", "/customers", { body: { externalRef: customerRef, kind: "enterprise" } });
    const post = (owners: unknown) =>
      call("POST", "/submissions", {
        body: {
          customerRef,
          purpose: "onboarding",
          subject: "enterprise",
          declared: { name: "样本贸易有限公司", idType: "business-licence" },
          documents: ["business-licence"],
          owners,
        },
      });
    const malformed = await post([person(1, 6000, { idNumber: "990000200001010000" }), person(2, 20_000)]);
    expect(malformed.status).toBe(422);
    expect(malformed.body.errors.map(({ field }: { field: string }) => field)).toContain("owners.1.shareBp");
    const above = await post([person(1, 6000), person(2, 4001)]);
    expect(above).toMatchObject({
      status: 422,
      body: { code: "customers.stake.above-whole", errors: [{ field: "owners.1.shareBp" }] },
    });
    const taken = await post([person(1, 6000), person(2, 4000)]);
    expect(taken).toMatchObject({ status: 201, body: { state: "collecting" } });
    expect(JSON.stringify((await call("GET", `/submissions/${taken.body.id}`)).body)).not.toContain("样本");
  });

  it("whose picture broke off, is too large or is not as long as said, is sent again", async () => {
    const { sent } = await handIn();
    const { id } = sent.body;
    const bytes = await picture("png", { width: 200, height: 200 });
    const short = await put(id, "passport", bytes, { headers: { "content-length": String(bytes.length + 10) } });
    expect(short).toMatchObject({ status: 422, body: { code: "evidence.file.incomplete" } });
    const long = await put(id, "passport", bytes, { headers: { "content-length": String(bytes.length - 10) } });
    expect(long).toMatchObject({ status: 413, body: { code: "connections.request.too-large" } });
    const huge = await put(id, "passport", bytes, { headers: { "content-length": "999999999" } });
    expect(huge.status).toBe(413);
    const silent = await put(id, "passport", bytes, { headers: { "content-length": "" } });
    expect(silent).toMatchObject({ status: 411, body: { code: "connections.request.length" } });
    expect((await put(id, "passport", new Uint8Array())).status).toBe(422);
    expect(await put(id, "id-front", bytes)).toMatchObject({ body: { code: "kyc.submission.document-unannounced" } });
    expect((await put(id, "selfie", bytes)).status).toBe(404);
    expect((await put(id, "passport", bytes)).status).toBe(200);
    const live = await house.rows("select state from evidence_files where subject_id = $1 and state <> 'erased'", [id]);
    expect(live).toEqual([{ state: "waiting" }]);
  });

  it("may be completed by what channels say later", async () => {
    const { sent } = await handIn({ documents: [] });
    await kycDesk(house).advance(sent.body.id);
    const channels = [{ type: "bank-card", provider: "union", outcome: "match", at: "2026-10-09T14:00:00+08:00" }];
    const told = await call("POST", `/submissions/${sent.body.id}/channels`, { body: { channels } });
    expect(told).toMatchObject({ status: 200, body: { state: "reading" } });
    await kycDesk(house).advance(sent.body.id);
    expect((await call("GET", `/submissions/${sent.body.id}`)).body.state).toBe("ready");
    const rows = await house.rows("select type, provider from kyc_channels where submission_id = $1 order by type", [
      sent.body.id,
    ]);
    expect(rows).toEqual([
      { type: "bank-card", provider: "union" },
      { type: "public-security", provider: "registry" },
    ]);
  });

  it("that is held or waits for a second person looks like any that is worked", async () => {
    const { sent } = await handIn({ documents: [] });
    for (const status of ["held", "overriding"]) {
      await house.rows("update kyc_submissions set status = $2 where id = $1", [sent.body.id, status]);
      expect((await call("GET", `/submissions/${sent.body.id}`)).body.state).toBe("ready");
    }
  });

  it("is asked again in words the customer understands", async () => {
    const { sent, customerRef } = await handIn({ documents: [] });
    const { id, customerId } = sent.body;
    await house.rows(
      `insert into kyc_requests (id, programme_id, legal_entity_id, number, customer_id, ground, submission_id, documents, reasons, state, due_on, asked_by, asked_at)
       values (gen_random_uuid(), 'pay', 'hengchuan-pay', 'KR-900001', $1, 'asked-again', $2, '["passport"]', '["glare"]', 'open', '2026-10-19', 'person:x', now())`,
      [customerId, id],
    );
    const answer = await call("GET", `/requests?customerRef=${customerRef}`);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        items: [
          {
            number: "KR-900001",
            documents: ["passport"],
            reasons: [{ code: "glare", zh: expect.stringContaining("反光") }],
          },
        ],
      },
    });
    expect((await call("GET", `/requests?customerRef=${customerRef}&state=lapsed`)).body).toEqual({ items: [] });
    expect((await call("GET", "/requests?customerRef=NOBODY")).status).toBe(404);
  });

  it("is not there for another programme, nor writable without the scope", async () => {
    const { sent, customerRef } = await handIn();
    const { id } = sent.body;
    const other = await makeKey(house, ["submissions.write", "submissions.read"], { programme: MALL });
    const reader = await makeKey(house, ["submissions.read"]);
    const bytes = await picture();
    const channels = [{ type: "tax", provider: "x", outcome: "match", at: "2026-10-09T14:00:00+08:00" }];
    for (const [token, status] of [
      [other.token, 404],
      [reader.token, 403],
    ] as const) {
      expect((await put(id, "passport", bytes, { token })).status).toBe(status);
      expect((await call("POST", `/submissions/${id}/channels`, { token, body: { channels } })).status).toBe(status);
    }
    expect((await call("GET", `/submissions/${id}`, { token: other.token })).status).toBe(404);
    expect((await call("GET", `/requests?customerRef=${customerRef}`, { token: other.token })).status).toBe(404);
  });
});
