import { sql } from "drizzle-orm";
import { asTx } from "@/db/client";
import type { Role } from "@/domain/identity/roles";
import { addDays, type Instant, type LocalDate, localDate, startOfDay } from "@/domain/shared/time";
import type { Principal } from "../actor";
import { newId } from "../new-id";
import { formatNumber } from "../numbers";
import { createVault, type Subject } from "../vault";
import { type House, PAY, type Programme } from "./house";

let series = 900_000;

/** A further person of a programme with roles in it, enrolled one-time codes and a live session. */
export async function makePerson(
  house: House,
  of: { roles: readonly Role[]; programme?: Programme; home?: Programme; name?: string },
): Promise<PersonPrincipal> {
  const { programmeId } = of.programme ?? PAY;
  const [personId, sessionId] = [newId(), newId()];
  const now: Instant = house.clock.now();
  await house.rows(
    "insert into people (id, email, name_zh, name_en, password_hash, home_programme_id, created_at) values ($1, $2, $3, $3, 'x', $4, $5)",
    [
      personId,
      `${personId}@${programmeId}.example`,
      of.name ?? "试",
      (of.home ?? of.programme ?? PAY).programmeId,
      now,
    ],
  );
  for (const role of of.roles) {
    await house.rows(
      "insert into role_grants (id, person_id, programme_id, role, granted_at, granted_by) values ($1, $2, $3, $4, $5, 'system:seed')",
      [newId(), personId, programmeId, role, now],
    );
  }
  await house.rows(
    "insert into sessions (id, person_id, created_at, last_seen_at, expires_at, device) values ($1, $2, $3, '2100-01-01', '2100-01-01', 'test')",
    [sessionId, personId, now],
  );
  // Roles that ask for a second factor are nothing without one.
  await house.rows("insert into totp_credentials (person_id, secret_sealed, confirmed_at) values ($1, '', $2)", [
    personId,
    now,
  ]);
  return { kind: "person", personId, sessionId, programmeId };
}

export type PersonPrincipal = Principal & { kind: "person" };

export type MadeAccount = {
  customerId: string;
  accountId: string;
  customerNumber: string;
  accountNumber: string;
  coreNumber: string;
};

/** A customer with one open account, sealed and indexed as the real road does it. Names and numbers are unique. */
export async function makeAccount(
  house: House,
  options: {
    programme?: Programme;
    name?: string;
    kind?: "person" | "enterprise";
    accountClass?: 1 | 2 | 3;
    balanceMinor?: bigint;
  } = {},
): Promise<MadeAccount> {
  const programme = options.programme ?? PAY;
  const n = ++series;
  const customerId = newId();
  const accountId = newId();
  const now: Instant = house.clock.now();
  const coreNumber = `99${String(n).padStart(14, "0")}`;
  const client = await house.pool.connect();
  try {
    const tx = asTx(client);
    const vault = createVault(house.runtime.keyRing, house.runtime.blind, tx, { ...programme } as never, now);
    const subject: Subject = { type: "customer", id: customerId, retentionClass: "identity" };
    const trade: Subject = { ...subject, retentionClass: "trade" };
    const name = options.name ?? `测试客户${n}`;
    const nameSealed = await vault.seal(
      subject,
      { table: "customers", column: "name_sealed", rowId: customerId },
      name,
    );
    const coreSealed = await vault.seal(
      trade,
      { table: "accounts", column: "core_number_sealed", rowId: accountId },
      coreNumber,
    );
    await tx.execute(sql`insert into customers (id, programme_id, legal_entity_id, number, party_id, kind, name_sealed, since, status, created_at)
      values (${customerId}, ${programme.programmeId}, ${programme.legalEntityId}, ${formatNumber("customer", n)}, ${customerId},
        ${options.kind ?? "person"}, ${nameSealed}, '2026-01-05', 'active', ${now}::timestamptz)`);
    await tx.execute(sql`insert into accounts (id, programme_id, legal_entity_id, customer_id, number, core_number_sealed, account_class,
        currency, status, opened_on, balance_minor, balance_at, created_at)
      values (${accountId}, ${programme.programmeId}, ${programme.legalEntityId}, ${customerId}, ${formatNumber("account", n)}, ${coreSealed},
        ${options.accountClass ?? 2}, 'CNY', 'open', '2026-01-05', ${options.balanceMinor ?? 0n}, ${now}::timestamptz, ${now}::timestamptz)`);
    for (const [kind, value] of [
      ["name", name],
      ["account", coreNumber],
    ] as const) {
      await tx.execute(sql`insert into blind_index (programme_id, legal_entity_id, kind, value, subject_type, subject_id, retention_class)
        values (${programme.programmeId}, ${programme.legalEntityId}, ${kind}, ${vault.blind(kind, value)}, 'customer', ${customerId}, 'identity')`);
    }
  } finally {
    client.release();
  }
  return {
    customerId,
    accountId,
    customerNumber: formatNumber("customer", n),
    accountNumber: formatNumber("account", n),
    coreNumber,
  };
}

/** One live leg on an account: domestic CNY transfer of a natural person at noon, unless told otherwise. */
export async function makeLeg(
  house: House,
  account: MadeAccount,
  leg: {
    amountMinor: bigint;
    direction?: "in" | "out";
    date?: string;
    currency?: string;
    kind?: string;
    cash?: boolean;
    crossBorder?: boolean;
    naturalPerson?: boolean;
    cnyMinor?: bigint | null;
    usdMinor?: bigint | null;
    programme?: Programme;
    occurredAt?: Instant;
  },
): Promise<string> {
  const id = newId();
  const programme = leg.programme ?? PAY;
  const date: LocalDate = localDate(leg.date ?? "2026-10-08");
  const occurredAt = leg.occurredAt ?? (startOfDay(addDays(date, 0)).replace("T16", "T20") as Instant);
  await house.pool.query("select ensure_month_partition($1)", [date]);
  await house.pool.query(
    `insert into transactions (id, programme_id, legal_entity_id, customer_id, account_id, transfer_id, business_date, occurred_at, direction,
       kind, cash, cross_border, natural_person, same_name, amount_minor, currency, cny_minor, usd_minor, channel)
     values ($1,$2,$3,$4,$5,$1,$6,$7,$8,$9,$10,$11,$12,false,$13,$14,$15,$16,'api')`,
    [
      id,
      programme.programmeId,
      programme.legalEntityId,
      account.customerId,
      account.accountId,
      date,
      occurredAt,
      leg.direction ?? "in",
      leg.kind ?? "transfer",
      leg.cash ?? false,
      leg.crossBorder ?? false,
      leg.naturalPerson ?? true,
      leg.amountMinor,
      leg.currency ?? "CNY",
      leg.cnyMinor === undefined ? (leg.currency && leg.currency !== "CNY" ? null : leg.amountMinor) : leg.cnyMinor,
      leg.usdMinor ?? null,
    ],
  );
  return id;
}
