import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { addYears } from "@/domain/kyc/checks/dates";
import { USE_OF } from "@/domain/limits/balance-use";
import { BALANCE_USES, limitsOf } from "@/domain/limits/class-caps";
import type { AdjustmentEnd } from "@/domain/limits/codes";
import { dayTable, linesOf } from "@/domain/limits/lines";
import { TIERS, type Use } from "@/domain/limits/model";
import { accountLimits } from "@/domain/limits/schema";
import { NO_USE, plus } from "@/domain/limits/use";
import { addDays, instant, type LocalDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { windowsOf } from "./books";
import { limitedAccounts, toUse, type UseRow } from "./facts";
import { keptWindows, openingSelect } from "./opening-sql";
import { ADJUSTMENT_COLUMNS, type AdjustmentRow } from "./store";
import { lastDayOf } from "./telling";

/** What the page shows of past adjustments, the live and waiting ones first. */
const SHOWN = 20;

type Windows = "day" | "year" | "lifetime" | "rolling";
type OpenedRow = UseRow & { account_id: string; window_kind: Windows };

/** What a customer used now, taken from ledger and decisions as counters are opened. */
async function usedNow(scope: Scope, of: { customerId: string; accountId: string }): Promise<Record<Windows, Use>> {
  const { tx, actor, rules } = scope;
  const starts = windowsOf(scope);
  const years = Number(rules.figure("law-np-year", "window", starts.day).value);
  const windows = { ...keptWindows(starts), rolling: addDays(addYears(starts.day, -years), 1) };
  const opened = openingSelect(
    { programmeId: actor.programmeId, customerIds: [of.customerId] },
    windows,
    starts.day,
    rules,
  );
  const { rows } = await tx.execute<OpenedRow>(opened);
  const sum = (name: Windows) =>
    rows
      .filter((row) => row.window_kind === name && (name === "day" || row.account_id === of.accountId))
      .map(toUse)
      .reduce(plus, NO_USE);
  return { day: sum("day"), year: sum("year"), lifetime: sum("lifetime"), rolling: sum("rolling") };
}

/** Legs of an account that count against a limit and have no rate yet, since a day. */
async function unratedLegs(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  of: { readonly customerId: string; readonly accountId: string; readonly since: LocalDate },
): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`select count(*)::int as n from transactions t
    where t.customer_id = ${of.customerId}::uuid and t.account_id = ${of.accountId}::uuid and t.programme_id = ${actor.programmeId}
      and t.retired_at is null and t.direction = 'out' and t.kind in ${Object.keys(USE_OF)} and t.cny_minor is null
      and t.business_date >= ${of.since}::date`);
  return rows[0]?.n ?? 0;
}

type ListedRow = AdjustmentRow & { ended_as: AdjustmentEnd | null };

/** The changed limits of an account: what waits and what is in force, then the latest others. */
async function adjustmentsOf({ tx, actor }: Pick<Scope, "tx" | "actor">, accountId: string) {
  if (!actor.permissions.has("limits.read")) return [];
  const { rows } = await tx.execute<ListedRow>(sql`select ${ADJUSTMENT_COLUMNS}, l.ended_as from limit_adjustments l
    where l.account_id = ${accountId}::uuid and l.programme_id = ${actor.programmeId}
    order by l.state in ('proposed', 'in-force') desc, l.requested_at desc, l.id desc limit ${SHOWN}`);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    kind: row.kind,
    direction: row.direction,
    value: BigInt(row.value),
    dayMinor: row.day_minor === null ? null : BigInt(row.day_minor),
    state: row.state,
    requestedAt: toInstant(row.requested_at),
    until: row.ends_at === null ? null : lastDayOf(instant(toInstant(row.ends_at))),
    endedAs: row.ended_as,
    mine: row.requested_by === actor.id,
  }));
}

/** What an account of a person may do by class, verification and agreement, and what of it is used. None for an enterprise's. */
export const limitsAccountQuery = query({
  name: "limits.account.detail",
  permission: "accounts.read",
  clearance: "general",
  input: z.object({ accountId: z.uuid() }),
  output: accountLimits,
  async resolve(scope, { accountId }) {
    const { rules } = scope;
    const account = (await limitedAccounts(scope, [accountId])).get(accountId) ?? notFound();
    const day = { tiers: [], documentDiffers: null, weakest: null };
    const nothing = { ...day, uses: [], usesBasis: null, caps: [], lines: [], passwordFree: false, unrated: 0 };
    if (account.holder !== "person") return { ...nothing, accountClass: account.accountClass, adjustments: [] };
    const { day: today } = windowsOf(scope);
    const limits = limitsOf(account.accountClass, rules, today);
    const usage = await usedNow(scope, { customerId: account.customerId, accountId });
    const weakest = [...TIERS].reverse().find((tier) => usage.day.tiers[tier] > 0) ?? null;
    const nextPayment = {
      kind: "consumption",
      ownName: true,
      minor: 0n,
      factors: ["certificate"],
      cardId: null,
      arrival: null,
      purpose: null,
    } as const;
    const lines = linesOf(account, nextPayment, { usage, tier: "agreed" }, rules, today);
    const lifetime = limits.caps[0].window === "lifetime";
    const since = lifetime ? keptWindows(windowsOf(scope)).lifetime : addYears(today, -2);
    return {
      accountClass: account.accountClass,
      uses: BALANCE_USES.filter((use) => limits.uses.includes(use)),
      usesBasis: limits.usesBasis,
      caps: limits.caps.map(({ basis, window, ownName, minor }) => {
        const sum = ({ paid, ownName: own }: Use) => paid + (ownName === "counts" ? own : 0n);
        const used = sum(lifetime ? usage.lifetime : usage.year);
        return {
          basis,
          window,
          ownName,
          capMinor: minor,
          usedMinor: used,
          rollingMinor: lifetime ? used : sum(usage.rolling),
        };
      }),
      lines: lines
        .filter(({ name }) => !name.startsWith("class-"))
        .map(({ name, cap, used, limits: of, also }) => ({
          name,
          cap,
          used,
          basis: [...of.map((one) => one.basis), ...also],
        })),
      tiers: dayTable(account.agreed.dayMinor, rules, today).map(({ tier, cap, agreed, limits: of }) => ({
        tier,
        capMinor: cap,
        agreed,
        basis: of.map(({ basis }) => basis),
      })),
      documentDiffers: {
        document: rules.ref("mipay-auth-dyn-plus-static", today),
        law: rules.ref("law-np-24-a", today),
      },
      weakest,
      passwordFree: account.agreed.passwordFree !== null,
      adjustments: await adjustmentsOf(scope, accountId),
      unrated: await unratedLegs(scope, { customerId: account.customerId, accountId, since }),
    };
  },
});
