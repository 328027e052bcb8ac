import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROLE_NAMES } from "@/domain/identity/roles";
import { permissionsOf } from "@/domain/permissions";
import type { Command } from "@/server/kernel/command";
import { registered } from "@/server/kernel/registry";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { sampleOf, slotsOf } from "@/tests/security/support/sample";
import { askPapers } from "./commands/ask-papers";
import { lapseRequest } from "./commands/lapse-request";
import { verifyIdentity } from "./commands/verify-identity";
import { withdrawRequest } from "./commands/withdraw-request";
import { requestDetailQuery } from "./detail";
import { requestFiguresQuery, requestsList } from "./queries";
import { clockOf, entered, lead, officer, rowOf, type Standing, service, somebody, taken, well } from "./testing";
import { watchRequests } from "./watch";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const LATE = "2026-12-20T10:00:00+08:00";
async function late<T>(work: () => Promise<T>): Promise<T> {
  const now = house.clock.now();
  house.clock.set(LATE);
  try {
    return await work();
  } finally {
    house.clock.set(now);
  }
}

/** Whether a request shows as late wherever somebody looks for what is late. */
async function shownLate(id: string): Promise<boolean[]> {
  const list = await house.ask(requestsList, { filters: { timing: ["late"] }, limit: 100 }, { as: lead(house) });
  const detail = await house.ask(requestDetailQuery, { id }, { as: lead(house) });
  return [list.rows.some((row) => row.id === id), detail.late, detail.timing === "late"];
}
const YES = [true, true, true];
const kept = (id: string) =>
  house.rows(
    "select received_at, registered_at, rule_id, rule_version, type, document from privacy_requests where id = $1",
    [id],
  );

/** The privacy commands that name a request, with inputs that do. */
const deeds = (standing: Standing) =>
  registered()
    .filter((one): one is Command => one.type === "command" && /^(privacy|clocks|retention)\./.test(one.name))
    .flatMap((command) =>
      slotsOf(command.input)
        .filter(({ kind }) => kind === "id")
        .map(({ path }) => {
          const input = sampleOf(command.input, { path, value: standing.id }) as Record<string, unknown>;
          return { command, input: "version" in input ? { ...input, version: standing.version } : input };
        }),
    );

describe("a breach", () => {
  it.each(["received", "working"] as const)(
    "of a request that is %s is hidden by no deed of anybody",
    async (state) => {
      const who = await somebody(house);
      const { id } = state === "received" ? await entered(house, who) : await taken(house, who);
      await late(async () => {
        await watchRequests(house.runtime, { requestId: "watch" });
        for (const role of ROLE_NAMES) await house.stepUp(house.as(role));
        const before = await kept(id);
        let tried = 0;
        for (const role of ROLE_NAMES) {
          const { version } = (await rowOf(house, id)) as { version: number };
          const may = deeds({ id, version }).filter(({ command }) => permissionsOf([role]).has(command.permission));
          for (const { command, input } of may) {
            await house.run(command, input as never, { as: house.as(role) }).catch(() => undefined);
            tried += 1;
          }
          expect([role, await shownLate(id)]).toEqual([role, YES]);
          expect([role, await kept(id)]).toEqual([role, before]);
        }
        expect(tried).toBeGreaterThan(20);
        expect(await clockOf(house, id)).toMatchObject({ state: "breached" });
      });
    },
  );

  it("nobody has written down yet is seen at once, and written down by whatever ends the request", async () => {
    const [taker, lapser] = [await taken(house, await somebody(house)), await entered(house, await somebody(house))];
    await late(async () => {
      for (const { id } of [taker, lapser]) expect(await shownLate(id)).toEqual(YES);
      const figures = await house.ask(requestFiguresQuery, {}, { as: lead(house) });
      expect(figures.late).toBeGreaterThanOrEqual(2);
      well(
        await house.run(
          withdrawRequest,
          { id: taker.id, version: taker.version, note: "撤回" },
          { as: service(house) },
        ),
      );
      well(
        await house.run(
          lapseRequest,
          { id: lapser.id, version: lapser.version, note: "无法联系" },
          { as: officer(house) },
        ),
      );
      for (const { id } of [taker, lapser]) {
        expect(await rowOf(house, id)).toMatchObject({ late: true });
        expect(await shownLate(id)).toEqual(YES);
      }
    });
  });

  it("does not go with joining another request, nor with papers that are asked for too late", async () => {
    const who = await somebody(house);
    const first = await entered(house, who);
    await house.rows("update privacy_requests set channel = 'web-form' where id = $1", [first.id]);
    const second = await entered(house, who);
    await late(async () => {
      const papers = { id: second.id, version: second.version, papers: ["identity-document" as const] };
      expect(well(await house.run(askPapers, papers, { as: officer(house) }))).toMatchObject({ paused: false });
      const version = Number((await rowOf(house, second.id)).version);
      const proof = { id: second.id, version, way: "counter" as const, papers: [] };
      well(await house.run(verifyIdentity, proof, { as: officer(house) }));
      expect(await rowOf(house, first.id)).toMatchObject({ state: "lapsed", joined_to: second.id, late: true });
      for (const { id } of [first, second]) expect(await shownLate(id)).toEqual(YES);
    });
  });

  it("is not taken out of the database by the console's own role", async () => {
    const { id } = await taken(house, await somebody(house));
    await late(async () => {
      await watchRequests(house.runtime, { requestId: "watch-db" });
    });
    for (const change of ["late = false", "late_since = null", "late_since = late_since + interval '1 day'"])
      await expect(house.rows(`update privacy_requests set ${change} where id = $1`, [id])).rejects.toThrow();
    const client = await house.pool.connect();
    try {
      await client.query("begin; set local role hegui_app; set local app.programme = 'pay'");
      await expect(client.query("delete from privacy_requests where id = $1", [id])).rejects.toThrow(
        "permission denied",
      );
    } finally {
      await client.query("rollback");
      client.release();
    }
  });
});
