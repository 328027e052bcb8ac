import { addDuration } from "@/domain/shared/time";
import type { BlobStore } from "@/server/evidence/adapters/blob-store";
import { addPersons } from "@/server/incidents/commands/add-persons";
import { registerIncident } from "@/server/incidents/commands/register-incident";
import { waiveDuty } from "@/server/incidents/commands/waive-duty";
import { seedClosedIncident } from "./closed-incident";
import { approveAsSeen, personOf, run } from "./run";
import type { SeedWorld } from "./world";

const BASE = {
  kind: "leak",
  certainty: "happened",
  cii: false,
  occurredFrom: null,
  occurredTo: null,
} as const;

/**
 * Three incidents: one found a while ago with its clocks running and people named, one whose duties are settled and that
 * waits for its papers, and one that was told, reported and closed.
 */
export async function seedIncidents(world: SeedWorld, store: BlobStore): Promise<void> {
  const present = world.clock.now();
  const officer = personOf(world, "privacy");
  world.clock.set(addDuration(present, { hours: -1 }));
  const { id } = await run(world, officer, registerIncident, {
    ...BASE,
    severity: "larger",
    discoveredAt: addDuration(present, { hours: -2 }),
    systems: ["customer-app"],
    dataKinds: ["C2/contact"],
    estimate: 12,
    cause: "attack",
    what: "客户应用的一个查询接口缺少权限校验，部分客户的联系方式可能被他人查看。",
    why: "接口上线时漏配权限",
    harm: "可能收到骚扰电话和冒充客服的短信。",
  });
  const { rows } = await world.runtime.pool.query<{ number: string }>(
    "select number from customers where programme_id = 'pay' order by number limit 12",
  );
  const content = rows.map(({ number }) => number).join("\n");
  await run(world, officer, addPersons, { id, version: 1, choice: { by: "list", content } });
  await seedSettled(world, addDuration(present, { hours: -200 }));
  await seedClosedIncident(world, store, addDuration(present, { hours: -360 }));
  world.clock.set(present);
}

/** A lost paper without data of anybody: owed to no authority, and ready to be closed once its papers are attached. */
async function seedSettled(world: SeedWorld, at: ReturnType<SeedWorld["clock"]["now"]>): Promise<void> {
  const officer = personOf(world, "privacy");
  world.clock.set(at);
  const { id } = await run(world, officer, registerIncident, {
    ...BASE,
    kind: "loss",
    certainty: "possible",
    severity: "general",
    discoveredAt: addDuration(at, { hours: -1 }),
    systems: ["paper"],
    dataKinds: [],
    estimate: 0,
    cause: "staff-error",
    what: "一册空白表格在搬迁中遗失，核对后未见客户信息。",
    why: "交接未清点",
    harm: "未见危害。",
  });
  const told = { duty: "pboc", reason: "harm-avoided", note: "核对后不涉及个人信息。" } as const;
  await run(world, officer, waiveDuty, { id, version: 1, ...told });
  const { rows } = await world.runtime.pool.query<{ id: string }>(
    "select id from approvals where subject_id = $1 and status = 'pending'",
    [id],
  );
  await approveAsSeen(world, personOf(world, "lead"), { approvalId: rows[0]?.id ?? "" });
}
