import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type House, PAY, type Programme } from "@/server/kernel/testing/house";
import { type NewWorkItem, openItems } from "./store";

let series = 0;

/** Opens large-value items in order, the first the most urgent unless told otherwise. Gives their ids in the same order. */
export async function openWork(
  house: House,
  items: readonly Partial<NewWorkItem>[],
  programme: Programme = PAY,
): Promise<string[]> {
  const full = items.map((item) => ({
    kind: "large-value",
    number: `LV-${String(++series).padStart(6, "0")}`,
    subjectType: "large-value",
    subjectId: newId() as string,
    ...item,
  }));
  await inScope(house.runtime, house.system("system:worker", programme), "write", async ({ tx, actor, now }) => {
    await openItems(tx, actor, full, now);
    return { keep: true, value: undefined };
  });
  const rows = await house.rows<{ id: string; subject_id: string }>(
    "select id, subject_id from work_items where subject_id = any($1::uuid[])",
    [full.map(({ subjectId }) => subjectId)],
  );
  return full.map(({ subjectId }) => rows.find((row) => row.subject_id === subjectId)?.id ?? "");
}
