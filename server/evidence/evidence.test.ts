import "@/server/all";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Principal } from "@/server/kernel/actor";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { type MadeAccount, makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { removeBlobs } from "./blobs";
import { deleteFile } from "./commands/delete-file";
import { discardFile } from "./commands/discard-file";
import { finishUpload } from "./commands/finish-upload";
import { startUpload } from "./commands/start-upload";
import { viewFile } from "./commands/view-file";
import { getPage } from "./http";
import { bring, type EvidenceDesk, evidenceDesk, lay, pdf, photoWithPlace, picture, sha256, work } from "./testing";

let house: House;
let desk: EvidenceDesk;
let theirs: MadeAccount;

beforeAll(async () => {
  house = await openHouse();
  desk = evidenceDesk(house, await makeAccount(house));
  theirs = await makeAccount(house, { programme: MALL });
});
afterAll(() => house.close());
beforeEach(() => desk.begin());

const stateOf = async (id: string) =>
  (
    await house.rows<{ state: string; end_code: string | null }>(
      "select state, end_code from evidence_files where id = $1",
      [id],
    )
  )[0];

describe("a file on its way in", () => {
  it("is taken in, listed, and shown page by page to whoever may see its subject", async () => {
    const bytes = pdf(2);
    const id = await desk.ready(bytes, { name: "../../etc/合同 \u202Efdp.pdf" });
    const { files } = await desk.list(house.as("customer-service"));
    expect(files.find((file) => file.id === id)).toMatchObject({
      state: "ready",
      name: "合同 fdp.pdf",
      pages: 2,
      mediaType: "application/pdf",
      sha256: sha256(bytes),
      used: false,
      mayDiscard: false,
      keepUntil: "2036-10-09",
    });
    const { link, pages } = await desk.linkTo(id);
    expect(pages).toEqual([
      { page: 1, width: 500, height: 750 },
      { page: 2, width: 500, height: 750 },
    ]);
    const response = await getPage(desk.officer(), { link, page: 2 }, desk.parts());
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("image/jpeg");
    expect(response.headers.get("cache-control")).toContain("no-store");
    const meta = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    expect([meta.width, meta.height]).toEqual([500, 750]);
    expect((await getPage(desk.officer(), { link, page: 3 }, desk.parts())).status).toBe(404);
  });

  it("is served to nobody before it has been looked at", async () => {
    const bytes = await picture();
    const id = await bring(house, desk.officer(), { subject: desk.subject, bytes });
    expect(await house.run(viewFile, { fileId: id }, { as: desk.officer() })).toMatchObject({
      code: "evidence.file.not-ready",
    });
    expect(await house.jobs("evidence.file.received")).toContainEqual(
      expect.objectContaining({ payload: { fileId: id } }),
    );
    expect(desk.store().objects.size).toBe(0);
  });

  it("lies nowhere in clear: neither on its way, nor in the store, nor its name in the database", async () => {
    const bytes = await photoWithPlace();
    const started = await house.run(
      startUpload,
      { subject: desk.subject, kind: "statement", name: "NAME-MARK.jpg", bytes: bytes.length },
      { as: desk.officer() },
    );
    if (!started.ok) throw new Error(started.code);
    const { fileId } = started.result;
    await lay(house, desk.officer(), fileId, bytes);
    const { readFile } = await import("node:fs/promises");
    expect((await readFile(`${house.dataDir}/uploads/${fileId}`)).includes("PLACE-MARK")).toBe(false);
    await house.run(finishUpload, { fileId, received: bytes.length }, { as: desk.officer() });
    await work(house, fileId, { store: desk.store() });
    await expect(readFile(`${house.dataDir}/uploads/${fileId}`)).rejects.toThrow("ENOENT");
    for (const sealed of desk.store().objects.values()) {
      expect(sealed.includes("PLACE-MARK")).toBe(false);
      expect(sealed.includes(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toBe(false);
    }
    expect(JSON.stringify(await house.rows("select * from evidence_files"))).not.toContain("NAME-MARK");
    expect(JSON.stringify(await house.rows("select leaf from audit_entries"))).not.toContain("NAME-MARK");
  });

  it("is turned away with a code, and nothing of it is kept but its name", async () => {
    const id = await bring(house, desk.officer(), {
      subject: desk.subject,
      bytes: Buffer.from("<svg/>"),
      name: "a.png",
    });
    expect(await work(house, id, { store: desk.store() })).toBe("refused");
    expect(await stateOf(id)).toEqual({ state: "refused", end_code: "evidence.content.vector" });
    expect(desk.store().objects.size).toBe(0);
    expect((await desk.list()).files.find((file) => file.id === id)).toMatchObject({ name: "a.png", state: "refused" });
    expect(await house.run(viewFile, { fileId: id }, { as: desk.officer() })).toMatchObject({ ok: false });
    expect(await house.jobs("evidence.file.ended")).toContainEqual(
      expect.objectContaining({ payload: { fileId: id } }),
    );
  });

  it("is turned away when the scanner finds something, and waits when it cannot be asked", async () => {
    const bytes = await picture();
    const id = await bring(house, desk.officer(), { subject: desk.subject, bytes });
    const away = () => Promise.reject(new Error("nobody listens"));
    await expect(work(house, id, { store: desk.store(), scanner: away })).rejects.toThrow("nobody listens");
    expect(await stateOf(id)).toMatchObject({ state: "waiting" });
    expect(desk.store().objects.size).toBe(0);
    expect(await work(house, id, { store: desk.store(), scanner: async () => "found" })).toBe("refused");
    expect(await stateOf(id)).toMatchObject({ end_code: "evidence.content.malware" });
  });

  it("is refused when what came is not what was announced", async () => {
    const bytes = await picture();
    const started = await house.run(
      startUpload,
      { subject: desk.subject, kind: "statement", name: "a", bytes: 10 },
      { as: desk.officer() },
    );
    if (!started.ok) throw new Error(started.code);
    const { fileId } = started.result;
    expect(await house.run(finishUpload, { fileId, received: 9 }, { as: desk.officer() })).toMatchObject({
      code: "evidence.file.incomplete",
    });
    await lay(house, desk.officer(), fileId, bytes);
    await house.run(finishUpload, { fileId, received: 10 }, { as: desk.officer() });
    expect(await work(house, fileId, { store: desk.store() })).toBe("refused");
    expect(await stateOf(fileId)).toMatchObject({ end_code: "evidence.content.size-differs" });
  });

  it("begins only within limits, under a usable name, on a thing that exists for the person", async () => {
    const start = (input: object, as = desk.officer()) =>
      house.run(startUpload, { subject: desk.subject, kind: "statement", name: "a.jpg", bytes: 5, ...input }, { as });
    expect(await start({ bytes: 51 * 1024 * 1024 })).toMatchObject({ code: "evidence.file.too-large", field: "bytes" });
    expect(await start({ bytes: 0 })).toMatchObject({ code: "evidence.content.empty" });
    expect(await start({ name: "../.." })).toMatchObject({ code: "evidence.file.empty-name" });
    const missing = new AppError("not-found");
    await expect(start({ subject: { type: "customer", id: theirs.customerId } })).rejects.toThrow(missing);
    await expect(start({ subject: { type: "customer", id: newId() } })).rejects.toThrow(missing);
    await expect(start({ subject: { type: "people", id: desk.subject.id } })).rejects.toThrow(missing);
    await expect(start({ subject: { type: "large-value", id: newId() } }, house.as("kyc-reviewer"))).rejects.toThrow(
      missing,
    );
    expect(await start({}, house.as("auditor"))).toMatchObject({ code: "kernel.permission.denied" });
  });

  it("takes the last place once, also when two begin together", async () => {
    const other = await makeAccount(house);
    const of = { type: "customer", id: other.customerId };
    await house.pool.query(
      `insert into evidence_files (id, programme_id, legal_entity_id, clearance, subject_type, subject_id, kind, retention_class, state, name_sealed,
         bytes, uploaded_by, uploaded_at, expires_at, sha256, pages)
       select gen_random_uuid(), 'pay', 'hengchuan-pay', 'general', 'customer', $1, 'statement', 'casework', 'ready', 'x', 1, 'x', now(), now(), 'x', 1
       from generate_series(1, 99)`,
      [other.customerId],
    );
    const start = () =>
      house.run(startUpload, { subject: of, kind: "statement", name: "a", bytes: 5 }, { as: desk.officer() });
    const outcomes = await Promise.all([start(), start(), start()]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ code: "evidence.file.too-many" });
  });
});

describe("a file and its end", () => {
  it("is taken back by whom brought it, and cannot be read by anybody from then on", async () => {
    const id = await desk.ready(await picture());
    const { link } = await desk.linkTo(id);
    const discard = (as: Principal) => house.run(discardFile, { fileId: id, reason: "wrong-file" }, { as });
    expect(await discard(house.as("kyc-reviewer"))).toMatchObject({ code: "evidence.file.not-yours" });
    expect(await discard(desk.officer())).toMatchObject({ ok: true });
    expect(await house.rows("select 1 from subject_keys where subject_id = $1", [id])).toEqual([]);
    expect((await getPage(desk.officer(), { link, page: 1 }, desk.parts())).status).toBe(404);
    expect(await stateOf(id)).toEqual({ state: "erased", end_code: "discarded" });
    expect(desk.store().objects.size).toBe(2);
    await removeBlobs(house.runtime, house.system("system:worker"), desk.store(), id);
    await removeBlobs(house.runtime, house.system("system:worker"), desk.store(), id);
    expect(desk.store().objects.size).toBe(0);
    expect(await discard(desk.officer())).toMatchObject({ code: "evidence.file.gone" });
  });

  it("stays once a decision rests on it", async () => {
    const id = await desk.ready(await picture());
    await house.pool.query("update evidence_files set used_at = now() where id = $1", [id]);
    expect(await house.run(discardFile, { fileId: id, reason: "unneeded" }, { as: desk.officer() })).toMatchObject({
      code: "evidence.file.used",
    });
  });

  it("is erased by its class: never before the law's term and the relation's end, proof of an address as the file it belongs to", async () => {
    const trade = await desk.ready(await picture(), { kind: "trade-proof" });
    const contact = await desk.ready(await picture(), { kind: "contact-proof" });
    const privacy = house.as("privacy-officer");
    const erase = async (fileId: string) => {
      await house.stepUp(privacy);
      return house.run(deleteFile, { fileId, reason: "retention-over" }, { as: privacy });
    };
    expect(await erase(trade)).toMatchObject({ code: "evidence.file.kept-by-law", params: { date: "2036-10-09" } });
    expect(await erase(contact)).toMatchObject({ code: "evidence.file.kept-by-law", params: { date: "2036-10-09" } });
    house.clock.set("2036-10-09T00:00:00+08:00");
    for (const file of [trade, contact])
      expect(await erase(file)).toMatchObject({ code: "evidence.file.customer-active" });
    await house.pool.query("update customers set status = 'closed' where id = $1", [desk.subject.id]);
    for (const file of [trade, contact]) expect(await erase(file)).toMatchObject({ ok: true });
    await house.pool.query("update customers set status = 'active' where id = $1", [desk.subject.id]);
    expect(await house.rows("select 1 from subject_keys where subject_id in ($1, $2)", [trade, contact])).toEqual([]);
    expect((await desk.list()).files.find((file) => file.id === trade)).toMatchObject({ state: "erased", name: null });
  });
});
