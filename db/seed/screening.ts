import { createHash } from "node:crypto";
import { LIST_SOURCE_NAMES } from "@/domain/screening/model";
import { addDuration } from "@/domain/shared/time";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { parseUnConsolidated } from "@/server/screening/adapters/un-consolidated";
import { loadList } from "@/server/screening/commands/load-list";
import { listFile } from "@/server/screening/list-file";
import type { SeedWorld } from "./world";

/** People and entities that do not exist, in the shape of the real list; an institution brings the published one. */
const SAMPLES = [
  { id: "990001", names: ["SAMPLE", "PERSON", "ONE"], original: "样本甲甲", year: "1961" },
  { id: "990002", names: ["SAMPLE", "PERSON", "TWO"], alias: ["Sample Two the Elder"], numbers: ["SAMPLE-9900020"] },
  { id: "990003", names: ["SAMPLE", "PERSON", "THREE"], original: "样本丙丙", year: "1975" },
  { id: "990004", names: ["SAMPLE TRADING COMPANY NINETY-NINE"], alias: ["样本贸易九十九号"], entity: true },
  { id: "990005", names: ["SAMPLE SHIPPING NINETY-NINE"], entity: true },
] as const;

/** Loads a list of samples, so that looking customers up answers in the demo. It names nobody of the demo. */
export async function seedScreening(world: SeedWorld): Promise<void> {
  const present = world.clock.now();
  const asOf = addDuration(present, { hours: -26 });
  world.clock.set(addDuration(present, { hours: -24 }));
  const file = listFile(SAMPLES, asOf);
  const parsed = await parseUnConsolidated(file);
  if (!parsed.ok) throw new Error(`the sample list: ${parsed.code}`);
  const outcome = await execute(world.runtime, loadList, {
    principal: { kind: "system", name: "system:cli", programmeId: "pay" },
    input: {
      source: LIST_SOURCE_NAMES[0],
      asOf,
      sha256: createHash("sha256").update(file).digest("hex"),
      entries: parsed.value.entries,
    },
    key: newId(),
    requestId: newId(),
  });
  if (!outcome.ok) throw new Error(`the sample list: ${outcome.code}`);
  world.clock.set(present);
}
