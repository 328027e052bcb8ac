import type { DayLine } from "@/domain/completeness/day-end";
import { addDays, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { putStatement, readOurDay } from "@/server/completeness/public";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import type { SeedCore } from "./core";
import type { SeedWorld } from "./world";

const WORKER: Principal = { kind: "system", name: "system:worker", programmeId: "pay" };
const DAYS = 7;
/** The day on which the core booked a payment that never reached us. */
const PLANTED_DAYS_AGO = 3;
const LOST_MINOR = 12_345n;

/** The core's day-ends: what our ledger says, but for one payment on one day. The core keeps them; they are tied at once. */
export async function seedDayEnds({ runtime, clock }: SeedWorld, core: SeedCore): Promise<void> {
  const today = shanghaiDate(clock.now());
  for (let back = DAYS; back >= 1; back -= 1) {
    const date = addDays(today, -back);
    const ours = await inScope(runtime, WORKER, "read", async (scope) => ({
      keep: false,
      value: await readOurDay(scope, date),
    }));
    const day = statementOf(date, back === PLANTED_DAYS_AGO ? withLost(ours) : ours);
    await core.closeDay(day);
    const text = JSON.stringify({ ...day, madeAt: clock.now() });
    const outcome = await execute(runtime, putStatement, {
      principal: WORKER,
      input: { text },
      key: newId(),
      requestId: newId(),
    });
    if (!outcome.ok) throw new Error(`day-end ${date}: ${outcome.code}`);
  }
}

function withLost(lines: readonly DayLine[]): readonly DayLine[] {
  const at = lines.findIndex(({ currency, trade }) => currency === "CNY" && trade === "payment");
  return lines.map((line, n) => (n === at ? { ...line, count: line.count + 1, minor: line.minor + LOST_MINOR } : line));
}

const statementOf = (businessDate: LocalDate, lines: readonly DayLine[]) => ({
  programme: "pay",
  businessDate,
  lines: lines.map((line) => ({ ...line, minor: line.minor.toString() })),
});
