import { addDuration, type Instant } from "@/domain/shared/time";
import { type Command, execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { addComment } from "@/server/worklist/commands/add-comment";
import { assignItem } from "@/server/worklist/commands/assign-item";
import { recordPromise } from "@/server/worklist/commands/record-promise";
import { saveQueue } from "@/server/worklist/commands/save-queue";
import { saveView } from "@/server/worklist/commands/save-view";
import { setPriority } from "@/server/worklist/commands/set-priority";
import { snoozeItem } from "@/server/worklist/commands/snooze-item";
import { takeItem } from "@/server/worklist/commands/take-item";
import type { SeedWorld } from "./world";

const [OFFICER, LEAD, LEAD2, ANALYST, TEAM_LEAD] = [
  "officer@hengchuan.example",
  "lead@hengchuan.example",
  "lead2@hengchuan.example",
  "analyst@hengchuan.example",
  "teamlead@hengchuan.example",
] as const;

type Row = { id: string; due_at: Date | null; customer_id: string | null };

/** Queues with their people, and large-value items in every state of work: taken, assigned, put aside, talked about, promised. */
export async function seedWorklist({ runtime, clock, people }: SeedWorld): Promise<void> {
  const present = clock.now();
  const hours = (n: number): Instant => addDuration(present, { hours: n });
  const idOf = (email: string) => people.get(email)?.personId ?? "";
  const act = async (email: string, command: unknown, input: unknown): Promise<void> => {
    const principal = people.get(email);
    if (!principal) return;
    const call = { principal, input, key: newId(), requestId: newId() };
    const outcome = await execute(runtime, command as Command, call);
    if (!outcome.ok) throw new Error(`worklist: ${outcome.code}`);
  };

  clock.set(hours(-72));
  for (const queue of queues([OFFICER, ANALYST].map(idOf), [LEAD, LEAD2].map(idOf)))
    await act(TEAM_LEAD, saveQueue, queue);
  const { rows } = await runtime.pool.query<Row>(
    `select id, due_at, customer_id from work_items where programme_id = 'pay' and kind = 'large-value' and state = 'open'
       and due_at > $1::timestamptz and customer_id is not null order by due_at, number limit 8`,
    [hours(8)],
  );
  const [assigned, talked, promised, snoozed, taken, raised] = rows;
  if (assigned) {
    await act(TEAM_LEAD, assignItem, { itemId: assigned.id, personId: idOf(OFFICER), reason: "balance" });
    clock.set(hours(-70));
    await act(OFFICER, addComment, {
      itemId: assigned.id,
      text: "已与客户核对流水，等回单。",
      mentions: [idOf(ANALYST)],
    });
  }
  if (talked) {
    clock.set(hours(-26));
    await act(TEAM_LEAD, assignItem, {
      itemId: talked.id,
      personId: idOf(ANALYST),
      reason: "skill",
      note: "涉及多笔跨行",
    });
    await act(ANALYST, addComment, { itemId: talked.id, text: "三笔来自同一对手方，先合并看。", pinned: true });
  }
  if (promised) {
    clock.set(hours(-5));
    await act(OFFICER, takeItem, { itemId: promised.id });
    await act(OFFICER, recordPromise, {
      itemId: promised.id,
      kind: "call-back",
      dueAt: hours(6),
      note: "下班前回电告知结果",
    });
  }
  if (snoozed) {
    clock.set(hours(-3));
    await act(ANALYST, takeItem, { itemId: snoozed.id });
    await act(ANALYST, snoozeItem, { itemId: snoozed.id, until: hours(4), reason: "answer-expected" });
  }
  clock.set(present);
  if (taken) await act(ANALYST, takeItem, { itemId: taken.id });
  if (raised) await act(TEAM_LEAD, setPriority, { itemId: raised.id, priority: "first", reason: "amount" });
  await act(TEAM_LEAD, saveView, {
    name: "今日到期与逾期",
    state: { filters: { state: ["open"], standing: ["late", "today"] }, sort: "urgency", order: "asc" },
    sharedWith: "all",
  });
}

const queues = (desk: readonly string[], leads: readonly string[]) => [
  { nameZh: "大额核对", nameEn: "Large values", kinds: ["large-value"], filter: {}, members: desk },
  {
    nameZh: "逾期与今日",
    nameEn: "Late and today",
    kinds: ["large-value", "core-failure"],
    filter: { standings: ["late", "today"] },
    members: desk,
  },
  { nameZh: "管控复核", nameEn: "Control approvals", kinds: ["approval"], filter: {}, members: leads },
];
