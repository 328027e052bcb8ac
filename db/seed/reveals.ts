import type { RevealReason } from "@/domain/customers/codes";
import type { RevealField } from "@/domain/customers/fields";
import { addDuration } from "@/domain/shared/time";
import { revealField } from "@/server/customers/commands/reveal-field";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { SeedWorld } from "./world";

type Look = {
  readonly email: string;
  readonly field: RevealField;
  readonly reason: RevealReason;
  readonly note: string;
  readonly hoursAgo: number;
};

/** Values that people opened in the last days, each for a reason. */
const LOOKS: readonly Look[] = [
  { email: "service@hengchuan.example", field: "phone", reason: "on-call", note: "来电核对预留手机号", hoursAgo: 97 },
  { email: "officer@hengchuan.example", field: "name", reason: "case-work", note: "核对大额交易当事人", hoursAgo: 52 },
  { email: "analyst@hengchuan.example", field: "core-number", reason: "case-work", note: "比对流水账号", hoursAgo: 29 },
  { email: "service@hengchuan.example", field: "phone", reason: "on-call", note: "客户询问限制原因", hoursAgo: 5 },
  { email: "lead@hengchuan.example", field: "phone", reason: "case-work", note: "复核前电话核实", hoursAgo: 2 },
];

/** Opens the values, at their times, for open items of large values. */
export async function seedReveals({ runtime, clock, people, accounts }: SeedWorld): Promise<void> {
  const present = clock.now();
  const { rows } = await runtime.pool.query<{ id: string; customer_id: string }>(
    "select id, customer_id from work_items where programme_id = 'pay' and kind = 'large-value' and state = 'open' order by opened_at, number limit 20",
  );
  for (const [at, look] of LOOKS.entries()) {
    const item = rows[at % Math.max(1, rows.length)];
    const principal = people.get(look.email);
    const account = accounts.find(({ customerId }) => customerId === item?.customer_id);
    if (!item || !principal || !account) continue;
    clock.set(addDuration(present, { hours: -look.hoursAgo }));
    const input = {
      field: look.field,
      subjectId: look.field === "core-number" ? account.id : account.customerId,
      reason: look.reason,
      note: look.note,
      ...(look.reason === "on-call" ? {} : { itemId: item.id }),
    };
    const outcome = await execute(runtime, revealField, { principal, input, key: newId(), requestId: newId() });
    if (!outcome.ok) throw new Error(`reveal: ${outcome.code}`);
  }
  clock.set(present);
}
