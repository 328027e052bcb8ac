import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportLines } from "@/server/audit/export-stream";
import { sealEverything } from "@/server/audit/testing";
import type { SignedHead } from "@/server/kernel/audit/export-format";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { folderReceiver, mailReceiver, type Receiver, webhookReceiver } from "./adapters/anchor-targets";
import { anchorHeads } from "./anchor";
import { watchControls } from "./commands/watch-controls";

let house: House;
const scratch = mkdtempSync(join(tmpdir(), "anchors-"));
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  await house.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** Something happens and is sealed. */
const grow = async (times = 3) => {
  for (let n = 0; n < times; n += 1) await house.run(watchControls, {}, { as: house.system("system:worker") });
  await sealEverything(house.runtime);
};
const anchors = (target: string) =>
  house.rows<{ state: string; attempts: number; problem: string | null; receipt: string | null; tree_size: string }>(
    "select state, attempts, problem, receipt, tree_size from audit_anchors where target = $1 and log = 'pay.general' order by tree_size",
    [target],
  );
const folder = join(scratch, "drop");
/** The export of the whole log, as a file. */
const exported = async (name: string) => {
  const [head] = await house.rows<{ size: string }>(
    "select max(tree_size)::text as size from audit_heads where log = 'pay.general'",
  );
  let text = "";
  for await (const chunk of exportLines(house.runtime, { log: "pay.general", treeSize: Number(head?.size) }))
    text += chunk;
  const path = join(scratch, name);
  writeFileSync(path, text);
  return path;
};
const verify = (file: string, dir = folder) => {
  const ran = spawnSync(process.execPath, ["scripts/audit-verify.mjs", file, "--anchors", dir, "--json"], {
    encoding: "utf8",
  });
  return { code: ran.status, verdict: JSON.parse(ran.stdout || "null"), text: ran.stderr };
};

describe("heads are left outside", () => {
  it("in a folder, each once, and a second run without news leaves none", async () => {
    await grow();
    expect(await anchorHeads(house.runtime, [folderReceiver(folder)])).toBe(1);
    expect(await anchorHeads(house.runtime, [folderReceiver(folder)])).toBe(0);
    await grow();
    expect(await anchorHeads(house.runtime, [folderReceiver(folder)])).toBe(1);
    expect(readdirSync(folder)).toEqual(["pay.general-000000000003.json", "pay.general-000000000006.json"]);
    expect(await anchors("file")).toMatchObject([
      { state: "accepted", attempts: 1, tree_size: "3" },
      { state: "accepted", receipt: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
    ]);
  });

  it("the export agrees with them; a folder without one of this log proves nothing", async () => {
    const file = await exported("whole.jsonl");
    expect(verify(file)).toMatchObject({ code: 0, verdict: { ok: true, keptHeads: 2 } });
    const none = mkdtempSync(join(scratch, "none-"));
    expect(verify(file, none)).toMatchObject({ code: 2 });
    writeFileSync(join(none, "x.json"), "{}");
    expect(verify(file, none)).toMatchObject({ code: 2 });
  });

  it("by webhook, signed; what is not taken is tried again, and the run says that it failed", async () => {
    const seen: { body: string; headers: Record<string, string> }[] = [];
    let answer = 503;
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        seen.push({ body, headers: request.headers as Record<string, string> });
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/heads`;
    const receiver = webhookReceiver({ url, secret });
    await expect(anchorHeads(house.runtime, [receiver])).rejects.toThrow("webhook took none");
    expect(await anchors("webhook")).toMatchObject([{ state: "waiting", attempts: 1, problem: "status-503" }]);
    answer = 204;
    expect(await anchorHeads(house.runtime, [receiver])).toBe(1);
    expect(await anchors("webhook")).toMatchObject([
      { state: "accepted", attempts: 2, receipt: "http:204", problem: null },
    ]);
    const last = seen.at(-1);
    new Webhook(secret).verify(last?.body ?? "", last?.headers ?? {});
    expect(JSON.parse(last?.body ?? "{}")).toMatchObject({
      type: "audit.head",
      data: { log: "pay.general", treeSize: 6 },
    });
    await new Promise((resolve) => server.close(resolve));
    expect(await receiver.leave("x", { log: "pay.general" } as SignedHead)).toEqual({ ok: false, problem: "network" });
  });

  it("by e-mail, the head as its text", async () => {
    const letters: { to: string; text: string }[] = [];
    const mailer = {
      handOver: async (letter: { to: string; text: string }) => {
        letters.push(letter);
        return { outcome: "accepted", replyCode: 250 } as const;
      },
    };
    expect(await anchorHeads(house.runtime, [mailReceiver("heads@auditor.example", mailer)])).toBe(1);
    expect(letters[0]?.to).toBe("heads@auditor.example");
    expect(JSON.parse(letters[0]?.text ?? "")).toMatchObject({ log: "pay.general", treeSize: 6 });
  });

  it("one receiver that is down does not keep the others from theirs", async () => {
    await grow(1);
    const down: Receiver = { target: "webhook", leave: async () => ({ ok: false, problem: "network" }) };
    await expect(anchorHeads(house.runtime, [down, folderReceiver(folder)])).rejects.toThrow("webhook");
    expect(existsSync(join(folder, "pay.general-000000000007.json"))).toBe(true);
  });

  it("a file is never written over: another head under its name is a problem", async () => {
    await grow(1);
    const path = join(folder, "pay.general-000000000008.json");
    writeFileSync(path, "{}\n");
    await expect(anchorHeads(house.runtime, [folderReceiver(folder)])).rejects.toThrow("file");
    expect(readFileSync(path, "utf8")).toBe("{}\n");
    expect((await anchors("file")).at(-1)).toMatchObject({ state: "waiting", problem: "other-head" });
    rmSync(path);
    expect(await anchorHeads(house.runtime, [folderReceiver(folder)])).toBe(1);
  });
});

it("an insider with database and signing key rewrites the whole log: the first anchored head that disagrees is named", async () => {
  // Everything inside is forged consistently: the entries, the leaves, the nodes, the heads, with the house's own key.
  await house.rows("alter table audit_entries disable trigger user");
  for (const table of ["audit_leaves", "audit_nodes", "audit_heads"])
    await house.rows(`alter table ${table} disable trigger user`);
  await house.rows(
    "update audit_entries set leaf = replace(leaf, 'committed', 'refused') where id = (select entry_id from audit_leaves where log = 'pay.general' and leaf_index = 4)",
  );
  for (const table of ["audit_leaves", "audit_nodes", "audit_heads"])
    await house.rows(`delete from ${table} where log = 'pay.general'`);
  await sealEverything(house.runtime);

  const file = await exported("forged.jsonl");
  const inside = spawnSync(process.execPath, ["scripts/audit-verify.mjs", file, "--json"], { encoding: "utf8" });
  expect(inside.status).toBe(0);
  expect(verify(file)).toMatchObject({
    code: 1,
    verdict: {
      ok: false,
      code: "kept-head",
      from: 3,
      to: 5,
      message: expect.stringContaining("the log was rewritten"),
    },
  });
});
