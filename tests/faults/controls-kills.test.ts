import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveProposal } from "@/server/approvals/commands/decide-approval";
import { sweepInstructions } from "@/server/controls/handlers";
import { makeAccount } from "@/server/kernel/testing/factories";
import { childProcesses } from "./support/child-processes";
import { type CoreHouse, openCoreHouse } from "./support/core-house";
import { startProxy } from "./support/withholding-proxy";

let bench: CoreHouse;
let proxy: Awaited<ReturnType<typeof startProxy>>;
const processes = childProcesses(() => bench);

beforeAll(async () => {
  bench = await openCoreHouse();
  proxy = await startProxy(bench.sandbox.url);
});
afterAll(async () => {
  await processes.close();
  await proxy.close();
  await bench.close();
});

const entries = (measureId: string, kind: string) =>
  bench.house.rows("select outcome from audit_entries where subject_id = $1 and kind = $2", [measureId, kind]);
const jobsLeft = async () => (await bench.house.jobs("controls.instruction.send")).length;

describe("a worker killed between the core's answer and its record", () => {
  it.each([
    ["the callback came meanwhile", false],
    ["no callback ever comes", true],
  ])(
    "one outcome, nothing lost, nothing twice: %s",
    async (_, silent) => {
      bench.house.clock.set("2026-10-09T14:32:00+08:00");
      const account = await makeAccount(bench.house);
      const { measureId, approvalId } = await bench.way.propose(account.accountId);
      expect(await bench.way.approve(approvalId)).toMatchObject({ ok: true });
      await bench.client.behave(silent ? { silentNext: 1 } : "normal");
      proxy.control.withhold = true;
      const before = proxy.held.length;
      const first = await processes.worker(proxy.url);
      await bench.until(() => proxy.held.length > before);
      await processes.kill(first);
      proxy.control.withhold = false;
      if (!silent) await bench.reaches(measureId, "in-force");
      expect((await bench.orderOf(measureId)).attempts).toBe(0);

      await processes.fellSilent();
      const second = await processes.worker(proxy.url);
      await bench.until(async () => (await jobsLeft()) === 0);
      await processes.stop(second);
      const { id, state } = await bench.orderOf(measureId);
      expect(state).toBe(silent ? "sent" : "applied");
      if (silent) {
        await bench.until(async () => (await bench.client.health()).pendingInstructions === 0);
        // The worker keeps the real time, the house its own: the order is made old enough for either.
        await bench.house.rows("update core_instructions set sent_at = '2026-10-09T06:00:00Z' where id = $1", [id]);
        await sweepInstructions(bench.house.runtime, bench.core, { requestId: "r" });
      }
      expect(await bench.way.stateOf(measureId)).toBe("in-force");
      expect(new Set(proxy.instructionIds.filter((one) => one === id))).toEqual(new Set([id]));
      expect((await bench.client.account(account.coreNumber)).measures).toHaveLength(1);
      expect(await entries(measureId, "controls.instruction.confirm")).toEqual([{ outcome: "committed" }]);
      expect(await bench.house.rows("select 1 from core_instructions where measure_id = $1", [measureId])).toHaveLength(
        1,
      );
    },
    300_000,
  );
});

describe("a web process killed between commit and answer", () => {
  it("the same key gets the stored answer; nothing happens twice", async () => {
    bench.house.clock.set("2026-10-09T14:32:00+08:00");
    const account = await makeAccount(bench.house);
    const { measureId, approvalId } = await bench.way.propose(account.accountId);
    const { token, seenDigest } = await bench.way.look(approvalId);
    await bench.house.stepUp(bench.way.lead);
    const call = {
      principal: bench.way.lead,
      input: { approvalId, token, seenDigest },
      key: "web-died",
      requestId: "r",
    };
    const { url: databaseUrl, dataDir } = bench.house;
    const web = processes.start([
      "tests/faults/support/approve-then-hang.ts",
      JSON.stringify({ databaseUrl, dataDir, now: bench.house.clock.now(), call }),
    ]);
    if (!web.stdout) throw new Error("no output");
    for await (const line of createInterface({ input: web.stdout })) if (line === "committed") break;
    await processes.kill(web);
    const before = await bench.house.checksums();
    expect(await bench.house.run(approveProposal, call.input, { as: bench.way.lead, key: "web-died" })).toMatchObject({
      ok: true,
      replayed: true,
      result: { status: "approved", subjectId: measureId },
    });
    expect(await bench.house.checksums()).toEqual(before);
    expect(await bench.house.rows("select 1 from core_instructions where measure_id = $1", [measureId])).toHaveLength(
      1,
    );
    expect(await entries(measureId, "controls.restriction.apply")).toEqual([{ outcome: "committed" }]);
  }, 300_000);
});
