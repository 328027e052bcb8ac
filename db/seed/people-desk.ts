import { addDays, addDuration, instant, type LocalDate, shanghaiDate, startOfDay, weekday } from "@/domain/shared/time";
import { approveProposal } from "@/server/approvals/commands/decide-approval";
import { approvalDetail } from "@/server/approvals/queries";
import { addShift } from "@/server/duty/commands/add-shift";
import { setAbsence } from "@/server/duty/commands/set-absence";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { ask } from "@/server/kernel/query";
import { decideReview } from "@/server/people/commands/decide-review";
import { openReview } from "@/server/people/commands/open-review";
import { proposeDelegation } from "@/server/people/commands/propose-delegation";
import { reviewDetail } from "@/server/people/reviews";
import type { PersonPrincipal } from "./people";
import type { SeedWorld } from "./world";

const at = (name: string) => `${name}@hengchuan.example`;

/** Who stands where on the five working days; nights and the weekend show as gaps but for the compliance lead. */
const WEEK: readonly { role: string; who: string; from: string; hours: number; days: number }[] = [
  { role: "compliance-lead", who: "lead", from: "09:00", hours: 9, days: 5 },
  { role: "compliance-lead", who: "lead2", from: "18:00", hours: 15, days: 5 },
  { role: "team-lead", who: "teamlead", from: "09:00", hours: 9, days: 5 },
  { role: "administrator", who: "admin", from: "09:00", hours: 9, days: 5 },
];

/** Rosters of the present week, an absence to come with its stand-in, a live delegation, and a review half done. */
export async function seedPeopleDesk(world: SeedWorld): Promise<void> {
  const { clock } = world;
  const present = clock.now();
  const today = shanghaiDate(present);
  const monday = addDays(today, 1 - weekday(today));
  await seedRoster(world, monday);
  clock.set(addDuration(present, { hours: -26 }));
  await seedDelegation(world, today);
  await seedReview(world);
  clock.set(present);
}

const personOf = ({ people }: SeedWorld, name: string): PersonPrincipal => {
  const found = people.get(at(name));
  if (!found) throw new Error(`no ${name} among the demo people`);
  return found;
};

const call = (principal: PersonPrincipal) => ({ principal, key: newId(), requestId: newId() });

async function seedRoster(world: SeedWorld, monday: LocalDate): Promise<void> {
  const { runtime, clock } = world;
  const lead = personOf(world, "teamlead");
  // Written the evening before: a roster does not take shifts that are over.
  clock.set(addDuration(startOfDay(monday), { hours: -6 }));
  for (const { role, who, from, hours, days } of WEEK) {
    for (let day = 0; day < days; day++) {
      const startsAt = instant(`${addDays(monday, day)}T${from}:00+08:00`);
      const input = {
        targetType: "role" as const,
        target: role,
        personId: personOf(world, who).personId,
        startsAt,
        endsAt: addDuration(startsAt, { hours }),
      };
      await execute(runtime, addShift, { ...call(lead), input });
    }
  }
}

async function seedDelegation(world: SeedWorld, today: LocalDate): Promise<void> {
  const { runtime } = world;
  const privacy = personOf(world, "privacy");
  const kyc = personOf(world, "kyc");
  const away = { fromOn: addDays(today, 3), toOn: addDays(today, 7) };
  const absence = { ...away, personId: privacy.personId, reasonCode: "leave" as const, standInId: kyc.personId };
  await execute(runtime, setAbsence, { ...call(privacy), input: absence });
  const asked = await execute(runtime, proposeDelegation, {
    ...call(privacy),
    input: { toId: kyc.personId, role: "privacy-officer", lastDay: away.toOn, reasonCode: "leave" },
  });
  if (!asked.ok) return;
  const { rows } = await runtime.pool.query<{ approval_id: string }>(
    "select approval_id from delegations where id = $1",
    [asked.result.delegationId],
  );
  const approvalId = rows[0]?.approval_id ?? "";
  const lead = personOf(world, "teamlead");
  const shown = await ask(runtime, approvalDetail, { principal: lead, input: { approvalId }, requestId: newId() });
  const input = { approvalId, seenDigest: shown.current?.digest ?? "" };
  await execute(runtime, approveProposal, { ...call(lead), input });
}

async function seedReview(world: SeedWorld): Promise<void> {
  const { runtime } = world;
  const admin = personOf(world, "admin");
  const opened = await execute(runtime, openReview, { ...call(admin), input: {} });
  if (!opened.ok) return;
  const { reviewId } = opened.result;
  const { items } = await ask(runtime, reviewDetail, { principal: admin, input: { reviewId }, requestId: newId() });
  for (const item of items.filter(({ own }) => !own).slice(0, 4)) {
    const input = { lineId: item.id, decision: "keep" as const, reasonCode: "needed" as const };
    await execute(runtime, decideReview, { ...call(admin), input });
  }
}
