import "@/server/all";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Principal } from "@/server/kernel/actor";
import { AppError } from "@/server/kernel/errors";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { takeOriginal } from "./commands/take-original";
import { viewFile } from "./commands/view-file";
import { getOriginal, getPage } from "./http";
import { type EvidenceDesk, evidenceDesk, photoWithPlace, picture, sha256 } from "./testing";

let house: House;
let desk: EvidenceDesk;

beforeAll(async () => {
  house = await openHouse();
  desk = evidenceDesk(house, await makeAccount(house));
});
afterAll(() => house.close());
beforeEach(() => desk.begin());

describe("a link", () => {
  it("serves one session, for some minutes, as long as the person may", async () => {
    const id = await desk.ready(await picture());
    const { link } = await desk.linkTo(id);
    const status = async (as = desk.officer(), text = link) =>
      (await getPage(as, { link: text, page: 1 }, desk.parts())).status;
    expect(await status()).toBe(200);
    expect(await status(house.as("compliance-officer", { second: true }))).toBe(404);
    expect(await status(house.as("compliance-officer", { programme: MALL }))).toBe(404);
    expect((await getPage(null, { link, page: 1 }, desk.parts())).status).toBe(401);
    expect(await status(desk.officer(), `${link}x`)).toBe(404);
    expect(await status(desk.officer(), "")).toBe(404);
    const body = JSON.parse(Buffer.from(link.split(".")[0] ?? "", "base64url").toString());
    const forged = `${Buffer.from(JSON.stringify({ ...body, until: 9e15 })).toString("base64url")}.${link.split(".")[1]}`;
    expect(await status(desk.officer(), forged)).toBe(404);
    expect((await getOriginal(desk.officer(), { link }, desk.parts())).status).toBe(404);
    house.clock.set("2026-10-09T14:43:00+08:00");
    expect(await status()).toBe(404);
  });

  it("leaves an entry each time it is asked for, and each looks at a page with his own mark", async () => {
    const id = await desk.ready(await picture("png", { width: 900, height: 600 }));
    const before = await house.rows(
      "select 1 from audit_entries where kind = 'evidence.file.view' and outcome = 'committed'",
    );
    const first = await desk.linkTo(id);
    const second = await desk.linkTo(id, house.as("aml-analyst"));
    const after = await house.rows(
      "select 1 from audit_entries where kind = 'evidence.file.view' and outcome = 'committed'",
    );
    expect(after.length - before.length).toBe(2);
    const shown = async (as: Parameters<typeof getPage>[0], link: string) =>
      sha256(Buffer.from(await (await getPage(as, { link, page: 1 }, desk.parts())).arrayBuffer()));
    expect(await shown(desk.officer(), first.link)).not.toBe(await shown(house.as("aml-analyst"), second.link));
  });

  it("is not given for a file of another programme, nor of a subject one may not see", async () => {
    const id = await desk.ready(await picture());
    for (const as of [
      house.as("compliance-officer", { programme: MALL }),
      house.as("compliance-lead", { programme: MALL }),
    ])
      await expect(house.run(viewFile, { fileId: id }, { as })).rejects.toThrow(new AppError("not-found"));
    await house.pool.query("update evidence_files set clearance = 'suspicion' where id = $1", [id]);
    await expect(house.run(viewFile, { fileId: id }, { as: desk.officer() })).rejects.toThrow(
      new AppError("not-found"),
    );
    expect((await desk.list()).files.some((file) => file.id === id)).toBe(false);
    expect(await house.run(viewFile, { fileId: id }, { as: house.as("compliance-lead") })).toMatchObject({ ok: true });
    const [entry] = await house.rows<{ clearance: string }>(
      "select clearance from audit_entries where kind = 'evidence.file.view' order by at desc, id desc limit 1",
    );
    expect(entry?.clearance).toBe("suspicion");
  });
});

describe("an original", () => {
  it("leaves for a reason and with a note, byte for byte, as something to save", async () => {
    const bytes = await photoWithPlace();
    const id = await desk.ready(bytes);
    const take = (as: Principal, note = "移交鉴定") =>
      house.run(takeOriginal, { fileId: id, reason: "expert-check", note }, { as });
    expect(await take(house.as("customer-service"))).toMatchObject({ code: "kernel.permission.denied" });
    expect(await take(desk.officer(), " ")).toMatchObject({ code: "evidence.file.note-missing", field: "note" });
    const outcome = await take(desk.officer());
    if (!outcome.ok) throw new Error(outcome.code);
    const response = await getOriginal(desk.officer(), { link: outcome.result.link }, desk.parts());
    expect(response.headers.get("content-type")).toBe("application/octet-stream");
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="evidence-${id}.jpeg"`);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    expect(JSON.stringify(await house.rows("select leaf from audit_entries"))).not.toContain("移交鉴定");
  });
});
