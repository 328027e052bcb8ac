import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOTICE_BATCH } from "@/domain/incidents/policy";
import { newId } from "@/server/kernel/new-id";
import { makeAccount } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { prepareLetter } from "@/server/letters/commands/prepare-letter";
import { letterDetailQuery } from "@/server/letters/queries";
import { addPersons } from "./commands/add-persons";
import { cancelNotice } from "./commands/cancel-notice";
import { proposeNotice } from "./commands/propose-notice";
import { proposeSpare } from "./commands/propose-spare";
import { recordNotice } from "./commands/record-notice";
import { recordPerson } from "./commands/record-person";
import { sendNotice } from "./commands/send-notice";
import { startNotice } from "./commands/start-notice";
import { countPersonsQuery, personsList } from "./queries";
import { resumeNotices } from "./send";
import { CONTENTS, incidentRoad } from "./testing";

let house: House;
let road: ReturnType<typeof incidentRoad>;
beforeAll(async () => {
  house = await openHouse();
  road = incidentRoad(house);
});
afterAll(() => house.close());

const officer = () => road.officer();
const step = (noticeId: string, key: string = newId()) =>
  house.run(sendNotice, { noticeId }, { as: house.system("system:worker"), key });
const letters = (noticeId: string) =>
  house.rows<{ customer_id: string; id: string }>(
    "select id, customer_id from customer_letters where subject_id = $1",
    [noticeId],
  );

describe("the people concerned", () => {
  it("come by a list taken whole or not at all; unknown and foreign numbers read alike", async () => {
    const id = await road.register();
    const mine = await makeAccount(house);
    const foreign = await makeAccount(house, { programme: MALL });
    const content = `${mine.customerNumber}\n${foreign.customerNumber}\nC-999999\nabc1`;
    expect(await road.name(id, content)).toMatchObject({
      code: "incidents.list.faulty",
      params: { count: 3, line: 2 },
    });
    const counted = await house.ask(countPersonsQuery, { id, choice: { by: "list", content } }, { as: officer() });
    expect(counted).toMatchObject({ found: 1, already: 0, faulty: 3 });
    expect(counted.faults.map(({ line, problem }) => [line, problem])).toEqual([
      [2, "unknown"],
      [3, "unknown"],
      [4, "malformed"],
    ]);
    expect((await road.detail(id)).counted.named).toBe(0);
    expect(await road.name(id, `${mine.customerNumber}\n${mine.customerNumber}`)).toMatchObject({
      ok: true,
      result: { found: 1, added: 1 },
    });
  });

  it("come by a filter, and by an earlier one again", async () => {
    const firm = await makeAccount(house, { kind: "enterprise", accountClass: 3 });
    const filter = {
      kind: "enterprise" as const,
      sinceFrom: null,
      sinceTo: null,
      accountClass: 3 as const,
      accountStatus: null,
    };
    const first = await road.register();
    const by = { by: "filter" as const, filter };
    road.good(await house.run(addPersons, { ...(await road.seen(first)), choice: by }, { as: officer() }));
    const [selection] = (await road.detail(first)).selections;
    const second = await road.register();
    const again = { by: "saved" as const, selectionId: selection?.id ?? "" };
    road.good(await house.run(addPersons, { ...(await road.seen(second)), choice: again }, { as: officer() }));
    const { rows } = await house.ask(personsList, { filters: { incident: second } }, { as: road.lead() });
    expect(rows).toMatchObject([{ customer: { id: firm.customerId }, state: "named", standing: "none" }]);
  });
});

describe("a notice", () => {
  it.each(["facts", "measures", "advice", "remedies"] as const)(
    "does not leave the desk without %s",
    async (content) => {
      const id = await road.register();
      road.good(await road.name(id, (await makeAccount(house)).customerNumber));
      const notice = await road.draft(id, { [content]: " " });
      expect(await house.run(proposeNotice, notice, { as: officer() })).toMatchObject({
        code: "incidents.notice.incomplete",
        field: content,
      });
      expect(await house.run(startNotice, notice, { as: officer() })).toMatchObject({
        code: "incidents.notice.not-approved",
      });
    },
  );

  it("is agreed to by somebody else, and void when the people change meanwhile", async () => {
    const id = await road.register();
    road.good(await road.name(id, (await makeAccount(house)).customerNumber));
    const notice = await road.draft(id);
    road.good(await house.run(proposeNotice, notice, { as: officer() }));
    await expect(road.approve(notice.noticeId, officer())).rejects.toThrow();
    road.good(await road.name(id, (await makeAccount(house)).customerNumber));
    await road.approve(notice.noticeId).catch(() => undefined);
    const shown = (await road.detail(id)).notices.find((one) => one.id === notice.noticeId);
    expect(["proposed", "draft"]).toContain(shown?.state);
    expect(await letters(notice.noticeId)).toEqual([]);
  });

  it("says its four contents to the customer, in full, in the message centre", async () => {
    const account = await makeAccount(house);
    const id = await road.register();
    road.good(await road.name(id, account.customerNumber));
    const notice = await road.agreed(id);
    road.good(await house.run(startNotice, notice, { as: officer() }));
    expect(await step(notice.noticeId)).toMatchObject({ ok: true, result: { told: 1, left: 0 } });
    const [letter] = await letters(notice.noticeId);
    const letterId = letter?.id ?? "";
    road.good(await house.run(prepareLetter, { letterId }, { as: house.system("system:worker") }));
    const { text } = await house.ask(letterDetailQuery, { id: letterId }, { as: road.lead() });
    for (const said of [...Object.values(CONTENTS), "400-000-0000"]) expect(text?.long).toContain(said);
    expect(text?.short).not.toContain(CONTENTS.facts);
    const seen = await road.detail(id);
    expect(seen.duties.find(({ duty }) => duty === "subjects")).toMatchObject({ state: "done", late: false });
    expect(seen.notices[0]).toMatchObject({ state: "sent", delivery: { failed: 1 } });
    const { rows } = await house.ask(personsList, { filters: { incident: id } }, { as: officer() });
    const reached = { personId: rows[0]?.id ?? "", way: "phone" as const, at: "2026-10-09T14:30:00+08:00" };
    road.good(await house.run(recordPerson, reached, { as: officer() }));
    expect((await road.detail(id)).counted).toMatchObject({ told: 0, reached: 1 });
  });

  it("reaches everybody once though its worker dies, goes on where it stood, and stops when called off", async () => {
    const many = 2 * NOTICE_BATCH + 50;
    const id = await road.register();
    road.good(await road.name(id, (await road.crowd(many, 500_000)).join("\n")));
    const notice = await road.agreed(id);
    road.good(await house.run(startNotice, notice, { as: officer() }));
    const [job] = (await house.jobs("incidents.notice.moved")).slice(-1);
    const key = job?.eventId ?? "";
    expect(await step(notice.noticeId, key)).toMatchObject({ ok: true, result: { told: NOTICE_BATCH } });
    expect(await step(notice.noticeId, key)).toMatchObject({ ok: true, replayed: true });
    await house.rows("alter table incident_notices add constraint dies check (steps < 2) not valid");
    await expect(step(notice.noticeId)).rejects.toThrow();
    expect(await letters(notice.noticeId)).toHaveLength(NOTICE_BATCH);
    await house.rows("alter table incident_notices drop constraint dies");
    house.clock.set("2026-10-09T14:52:00+08:00");
    expect(await resumeNotices(house.runtime, { requestId: newId() })).toBe(1);
    expect((await road.detail(id)).notices[0]).toMatchObject({
      state: "sending",
      steps: 2,
      progress: { total: many, told: 2 * NOTICE_BATCH, left: 50 },
    });
    const stopped = road.good(
      await house.run(cancelNotice, { noticeId: notice.noticeId, version: notice.version }, { as: officer() }),
    );
    expect(stopped).toMatchObject({ told: 2 * NOTICE_BATCH, left: 50 });
    expect(await step(notice.noticeId)).toMatchObject({ code: "incidents.notice.not-sending" });
    expect((await road.detail(id)).gaps).toContain("untold");
    road.good(await house.run(startNotice, { noticeId: notice.noticeId, version: stopped.version }, { as: officer() }));
    await Promise.all([step(notice.noticeId), step(notice.noticeId)]);
    const sent = await letters(notice.noticeId);
    expect(sent).toHaveLength(many);
    expect(new Set(sent.map(({ customer_id }) => customer_id)).size).toBe(many);
    expect((await road.detail(id)).notices[0]).toMatchObject({ state: "sent", progress: { percent: 100, left: 0 } });
    house.clock.set("2026-10-09T14:32:00+08:00");
  });

  it("is spared only by two people, for harm that was avoided", async () => {
    const id = await road.register();
    road.good(await road.name(id, (await makeAccount(house)).customerNumber));
    const asked = { ...(await road.seen(id)), avoided: true, note: "数据已加密，密钥未外泄" };
    expect(await house.run(proposeSpare, { ...asked, avoided: false }, { as: officer() })).toMatchObject({
      code: "incidents.spare.not-avoided",
    });
    road.good(await house.run(proposeSpare, asked, { as: officer() }));
    expect((await road.detail(id)).counted).toMatchObject({ named: 1, spared: 0 });
    road.good(await road.approve(id));
    const seen = await road.detail(id);
    expect(seen.counted).toMatchObject({ named: 0, spared: 1 });
    expect(seen.duties.find(({ duty }) => duty === "subjects")).toMatchObject({
      state: "waived",
      waiver: "harm-avoided",
    });
  });

  it("stands in public where telling each is hard, with the ground and the proof", async () => {
    const id = await road.register();
    const bare = await road.draft(id, { kind: "public" });
    expect(await house.run(proposeNotice, bare, { as: officer() })).toMatchObject({
      code: "incidents.notice.no-ground",
    });
    const notice = await road.draft(id, { kind: "public", ground: "联系方式多已失效" });
    road.good(await house.run(proposeNotice, notice, { as: officer() }));
    road.good(await road.approve(notice.noticeId));
    const shown = { noticeId: notice.noticeId, version: notice.version + 2 };
    const waiting = { ...shown, evidenceId: await road.paper(id, "waiting") };
    expect(await house.run(recordNotice, waiting, { as: officer() })).toMatchObject({
      code: "incidents.notice.no-proof",
    });
    road.good(await house.run(recordNotice, { ...shown, evidenceId: await road.paper(id) }, { as: officer() }));
    expect((await road.detail(id)).duties.find(({ duty }) => duty === "subjects")).toMatchObject({ state: "done" });
  });
});
