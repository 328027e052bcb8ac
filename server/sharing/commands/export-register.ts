import { sql } from "drizzle-orm";
import { csvLine } from "@/domain/shared/csv-line";
import { shanghaiDate } from "@/domain/shared/time";
import { publishedKinds } from "@/domain/sharing/decisions";
import type { PartnerKind } from "@/domain/sharing/model";
import { exportInput } from "@/domain/sharing/schema";
import { command, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import { PARTNER_COLUMNS, type PartnerRow, toPartner } from "../store";

type Lines = readonly (readonly string[])[];

async function partners({ tx, actor }: Scope, published: readonly PartnerKind[] | null): Promise<Lines> {
  const { rows } = await tx.execute<PartnerRow>(sql`select ${PARTNER_COLUMNS} from sharing_partners p
    where p.programme_id = ${actor.programmeId} ${published ? sql`and p.state = 'active' and p.kind = any(${sql.param([...published])}::text[])` : sql``}
    order by p.number`);
  const shown = ["name", "kind", "country", "purpose", "way", "fields", "basis", "contact"];
  const all = ["number", ...shown, "case", "contract", "from", "to", "safeguards", "state", "ended_at", "kept_until"];
  const lines = rows.map(toPartner).map((one) => {
    const open = [one.name, one.kind, one.country, one.purpose, one.way, one.fields.join(" "), one.basis, one.contact];
    if (published) return open;
    const { caseCode, contractReference, contractFrom, contractTo, safeguards, state, endedAt, keptUntil } = one;
    const rest = [
      caseCode,
      contractReference,
      contractFrom,
      contractTo ?? "",
      safeguards.join(" "),
      state,
      endedAt ?? "",
      keptUntil ?? "",
    ];
    return [one.number, ...open, ...rest];
  });
  return [published ? shown : all, ...lines];
}

async function notices({ tx, actor }: Scope): Promise<Lines> {
  const head = [
    "number",
    "partner",
    "customer",
    "kind",
    "classes",
    "state",
    "opened_at",
    "due_at",
    "told_at",
    "told_way",
    "confirmed_at",
  ];
  const { rows } = await tx.execute<
    Record<string, string | null>
  >(sql`select n.number, p.number as partner, c.number as customer, n.kind,
      array_to_string(n.classes, ' ') as classes, n.state, n.opened_at::text as opened_at, n.due_at::text as due_at,
      n.told_at::text as told_at, n.told_way, n.confirmed_at::text as confirmed_at
    from sharing_notices n join sharing_partners p on p.id = n.partner_id left join customers c on c.id = n.customer_id
    where n.programme_id = ${actor.programmeId} order by n.number`);
  return [head, ...rows.map((row) => head.map((name) => row[name] ?? ""))];
}

/** A register as CSV: the list of recipients as it is published, every partner with its contract, or every notice. */
export const exportRegister = command({
  name: "sharing.register.export",
  permission: "sharing.read",
  storesResult: false,
  input: exportInput,
  subject: ({ what }) => ({ type: "register", id: `sharing-${what}` }),
  async handle(scope, { what }) {
    const { now, rules } = scope;
    const list = what === "public-list" ? publishedKinds(shanghaiDate(now), rules) : null;
    const lines = what === "notices" ? await notices(scope) : await partners(scope, list?.value ?? null);
    return committed({
      result: {
        name: `sharing-${what}-${shanghaiDate(now)}.csv`,
        text: `\ufeff${lines.map(csvLine).join("")}`,
        lines: lines.length - 1,
      },
      audit: [
        {
          kind: "sharing.register.export",
          subject: { type: "register", id: `sharing-${what}` },
          basis: list?.basis ?? [],
          data: { lines: lines.length - 1 },
        },
      ],
    });
  },
});
