import "@/server/all";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Principal } from "@/server/kernel/actor";
import type { Command } from "@/server/kernel/command";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { desk, KNOWN } from "@/server/losses/testing";
import { recordNotice } from "@/server/notifications/commands/record-notice";
import { officer, taken } from "@/server/privacy/testing";
import { inUse } from "@/server/sharing/testing";
import { openWork } from "@/server/worklist/testing";
import { commands } from "./support/answers";
import { plan, plant } from "./support/plant";
import { idListsOf } from "./support/sample";

/** One list of ids of one command: who sends it, an id of his and one of another programme, and a valid input around. */
type Case = {
  readonly as: Principal;
  readonly mine: string;
  readonly foreign: string;
  input(ids: readonly string[]): unknown;
};

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const items = async () => {
  const [[mine = ""], [foreign = ""]] = [await openWork(house, [{}, {}]), await openWork(house, [{}], MALL)];
  return { mine, foreign };
};
const analysts = () => ({
  mine: house.as("aml-analyst").personId,
  foreign: house.as("aml-analyst", { programme: MALL }).personId,
});

async function notices() {
  const tell = async (programme?: typeof MALL) => {
    const { personId } = house.as("auditor", programme && { programme });
    const input = {
      eventId: newId(),
      kind: "worklist.mention" as const,
      params: { number: "LV-000042" },
      link: null,
      clearance: "general" as const,
      personIds: [personId],
      mailOn: false,
    };
    await house.run(recordNotice, input, { as: house.system("system:worker", programme) });
    const [row] = await house.rows<{ id: string }>("select id from notices where person_id = $1", [personId]);
    return row?.id ?? "";
  };
  return { mine: await tell(), foreign: await tell(MALL) };
}

/** Evidence of two customers, one of each programme. */
async function papers() {
  const [own, other] = [await makeAccount(house), await makeAccount(house, { programme: MALL })];
  const paper = async (customerId: string, programme: string) => {
    const id = newId();
    await house.rows(
      `insert into evidence_files (id, programme_id, legal_entity_id, clearance, subject_type, subject_id, customer_id, kind,
         retention_class, state, name_sealed, bytes, uploaded_by, uploaded_at, expires_at, sha256, pages)
       select $1, c.programme_id, c.legal_entity_id, 'general', 'customer', c.id, c.id, 'identity-proof', 'casework', 'ready', '', 1,
         'system:seed', now(), now(), 'x', 1 from customers c where c.id = $2 and c.programme_id = $3`,
      [id, customerId, programme],
    );
    return id;
  };
  return {
    customerId: own.customerId,
    mine: await paper(own.customerId, "pay"),
    foreign: await paper(other.customerId, "mall"),
  };
}

const list = { filters: {}, sort: "dueAt", order: "asc", limit: 50 };
const PHONE = [{ field: "phone" as const, value: "15400009876" }];
const deed = { action: "priority", priority: "top", reason: "amount" };

const CASES: Readonly<Record<string, () => Promise<Case>>> = {
  "notifications.notice.read noticeIds": async () => ({
    as: house.as("auditor"),
    ...(await notices()),
    input: (noticeIds) => ({ noticeIds }),
  }),
  "worklist.comment.add mentions": async () => {
    const [itemId] = await openWork(house, [{}]);
    return { as: house.as("team-lead"), ...analysts(), input: (mentions) => ({ itemId, text: "请看", mentions }) };
  },
  "worklist.queue.save members": async () => ({
    as: house.as("team-lead"),
    ...analysts(),
    input: (members) => ({ nameZh: "试", nameEn: `Q ${newId()}`, kinds: ["large-value"], filter: {}, members }),
  }),
  "worklist.bulk.start scope.only": async () => ({
    as: house.as("team-lead"),
    ...(await items()),
    input: (only) => ({ scope: { list, only }, deed }),
  }),
  "worklist.bulk.start scope.except": async () => ({
    as: house.as("team-lead"),
    ...(await items()),
    input: (except) => ({ scope: { list, except }, deed }),
  }),
  "losses.report.protect accountIds": async () => {
    const [account, other] = [await makeAccount(house), await makeAccount(house, { programme: MALL })];
    const notice = { cause: "phone-lost", noticeAt: house.clock.now(), checks: KNOWN };
    return {
      as: house.as("customer-service"),
      mine: account.accountId,
      foreign: other.accountId,
      input: (accountIds) => ({ customerId: account.customerId, ...notice, accountIds }),
    };
  },
  "losses.dispute.set transactionIds": async () => {
    const [account, other] = [await makeAccount(house), await makeAccount(house, { programme: MALL })];
    const way = desk(house);
    const { id } = await way.reported(account.customerId);
    const leg = { amountMinor: 5_000n, direction: "out" } as const;
    const { version } = await way.row(id);
    return {
      as: way.agent,
      mine: await makeLeg(house, account, leg),
      foreign: await makeLeg(house, other, { ...leg, programme: MALL }),
      input: (transactionIds) => ({ id, version, transactionIds }),
    };
  },
  "corrections.correction.request evidenceIds": async () => {
    const { customerId, ...ids } = await papers();
    return { as: officer(house), ...ids, input: (evidenceIds) => ({ customerId, items: PHONE, evidenceIds }) };
  },
  "privacy.correction.propose evidenceIds": async () => {
    const { customerId, ...ids } = await papers();
    const request = await taken(house, { customerId }, { type: "correction", asked: { items: PHONE } });
    return { as: officer(house), ...ids, input: (evidenceIds) => ({ ...request, items: PHONE, evidenceIds }) };
  },
  "sharing.recipient.stop partnerIds": async () => {
    const { customerId } = await makeAccount(house);
    const basis = { kind: "recipient", basis: "consent", caseCode: "with-separate-consent" } as const;
    const { id: mine } = await inUse(house, basis);
    const there = await plan(house, "246813");
    await plant(house, there, { programme: MALL, clearance: "general", tables: ["sharing_partners"] });
    return {
      as: house.as("customer-service"),
      mine,
      foreign: there.ids.sharing_partners ?? "",
      input: (partnerIds) => ({ customerId, partnerIds }),
    };
  },
};

/** Lists that may hold anybody's ids, with why. */
const FREE: Readonly<Record<string, string>> = {
  "notifications.notice.record personIds":
    "the house's own news: may come after somebody left, and who has no role here is told nothing",
  "limits.decision.lapse customerIds":
    "the worker's own sweep: another programme's customer has nothing here that lapses",
  "retention.class.erase entryIds": "the worker's own sweep: another programme's entry is not found here",
  "retention.law.follow customerIds": "the worker's own sweep: another programme's customer has no entry here",
  "retention.relationship.end customerIds": "the worker's own sweep: another programme's customer has no entry here",
  ...Object.fromEntries(
    ["assert", "receive", "register"].map((verb) => [
      `privacy.request.${verb} asked.partnerIds`,
      "what somebody asked for is written down as he said it; sharing refuses a partner of elsewhere when it is done",
    ]),
  ),
};

const lists = () =>
  commands().flatMap((cmd) => idListsOf(cmd.input).map((path) => ({ name: `${cmd.name} ${path}`, cmd })));

async function ended(cmd: Command, { as }: Case, input: unknown): Promise<string> {
  try {
    const outcome = await house.run(cmd, input, { as });
    return outcome.ok ? "done" : outcome.code;
  } catch (error) {
    if (error instanceof AppError) return error.category;
    throw error;
  }
}

describe("a list of ids with one of another programme among one's own", () => {
  it("is known here for every command that takes one", () => {
    const known = [...Object.keys(CASES), ...Object.keys(FREE)].sort();
    expect(
      lists()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(known);
  });

  it.each(Object.keys(CASES))("is refused whole: %s", async (name) => {
    const cmd = lists().find((one) => one.name === name)?.cmd;
    const made = await CASES[name]?.();
    if (!cmd || !made) throw new Error(name);
    const { mine, foreign, input } = made;
    const before = await house.checksums();
    for (const ids of [[mine, foreign], [foreign, mine], [foreign]]) {
      expect([ids, await ended(cmd, made, input(ids))]).not.toEqual([ids, "done"]);
    }
    expect(await house.checksums()).toEqual(before);
    // It is the foreign one that was refused.
    expect(await ended(cmd, made, input([mine]))).toBe("done");
    expect(await house.checksums()).not.toEqual(before);
  });
});
