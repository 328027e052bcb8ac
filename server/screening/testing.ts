import { z } from "zod";
import { approveProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import type { Principal } from "@/server/kernel/actor";
import { command, committed } from "@/server/kernel/command";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import { makeAccount, makePerson } from "@/server/kernel/testing/factories";
import type { House } from "@/server/kernel/testing/house";
import { parseUnConsolidated } from "./adapters/un-consolidated";
import { dismissHit } from "./commands/dismiss-hit";
import { loadList } from "./commands/load-list";
import "./router";
import { listFile, type MadeEntry } from "./list-file";
import { screenParty } from "./screen";

/** A desk's own command that looks somebody up, as the reading of a submission does. */
const look = command({
  name: "screening.hit.hold",
  permission: "screening.run",
  input: z.object({ customerId: z.uuid(), names: z.array(z.string()), documents: z.array(z.string()) }),
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, party) {
    const { outcome, hits, audit, events } = await screenParty(scope, party);
    const entry = { kind: "screening.hit.hold" as const, subject: { type: "customer", id: party.customerId } };
    return committed({ result: { outcome, hits: [...hits] }, audit: [entry, ...audit], events });
  },
});

type Person = Principal & { kind: "person" };

/** The desk in tests: a list brought, somebody looked up, a hit found, and the ways it is decided. */
export async function screeningDesk(house: House) {
  const analyst: Person = await makePerson(house, { roles: ["aml-analyst"] });
  const lead: Person = await makePerson(house, { roles: ["compliance-lead"] });
  let series = 0;
  const worker = () => house.system("system:worker");
  /** Names nobody else of this house has. */
  const madeName = () => `Probe Nummer${String.fromCharCode(65 + (++series % 26))}${series}`;
  /** Each file is newer than those before it. */
  let files = 0;
  const nextFile = () =>
    `2026-10-08T${String(10 + Math.floor(++files / 60)).padStart(2, "0")}:${String(files % 60).padStart(2, "0")}:00.000Z`;
  const load = async (entries: readonly MadeEntry[], asOf = nextFile()) => {
    const file = listFile(entries, asOf);
    const parsed = await parseUnConsolidated(file);
    if (!parsed.ok) throw new Error(parsed.code);
    const input = {
      source: "un-consolidated" as const,
      sha256: sha256Hex(file.toString("utf8")),
      asOf: parsed.value.asOf,
      entries: parsed.value.entries.map((entry) => ({
        ...entry,
        names: [...entry.names],
        numbers: [...entry.numbers],
        births: [...entry.births],
        nationalities: [...entry.nationalities],
      })),
    };
    return house.run(loadList, input, { as: house.system("system:cli") });
  };
  const listed = (name: string, more: Partial<MadeEntry> = {}): MadeEntry => ({
    id: "7",
    names: name.split(" "),
    ...more,
  });
  const seek = (customerId: string, name: string, documents: string[] = []) =>
    house.run(look, { customerId, names: [name], documents }, { as: worker() });
  const found = async (name = madeName()) => {
    const account = await makeAccount(house, { name });
    await load([listed(name)]);
    const outcome = await seek(account.customerId, name);
    if (!outcome.ok) throw new Error(outcome.code);
    const [hit] = outcome.result.hits;
    if (!hit) throw new Error("no hit");
    return { account, name, hitId: hit.id };
  };
  const measuresOf = (accountId: string) =>
    house.rows<{ id: string; state: string; reason_code: string; clearance: string }>(
      "select id, state, reason_code, clearance from measures where account_id = $1 order by id",
      [accountId],
    );
  const agree = async (approvalId: string, as = lead) => {
    const detail = await house.ask(approvalDetail, { approvalId }, { as });
    await house.stepUp(as);
    return house.run(approveProposal, { approvalId, seenDigest: detail.current?.digest ?? "" }, { as });
  };
  const dismiss = (hitId: string, as = analyst) =>
    house.run(dismissHit, { hitId, reason: "birth-differs", note: "出生年份不同" }, { as });

  return { analyst, lead, worker, madeName, nextFile, load, listed, seek, found, measuresOf, agree, dismiss };
}
