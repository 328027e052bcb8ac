import { sql } from "drizzle-orm";
import { decideErase } from "@/domain/evidence/decisions";
import { eraseInput } from "@/domain/evidence/schema";
import { regimeOf } from "@/domain/shared/regime";
import { command, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import { entryOf } from "../entry";
import { fileEnded } from "../events";
import { endFile, openFile } from "../store";

async function customerIsActive({ tx, actor }: Scope, customerId: string | null): Promise<boolean> {
  if (customerId === null) return false;
  const { rows } = await tx.execute(sql`select from customers where id = ${customerId}::uuid
    and programme_id = ${actor.programmeId} and status = 'active'`);
  return rows.length > 0;
}

/** Erases a file whose term is over: its key is destroyed in this transaction, the sealed bytes go with the next job. */
export const deleteFile = command({
  name: "evidence.file.erase",
  permission: "evidence.erase",
  input: eraseInput,
  stepUp: true,
  subject: ({ fileId }) => ({ type: "evidence-file", id: fileId }),
  async handle(scope, { fileId, reason }) {
    const file = await openFile(scope, fileId, { lock: true });
    const customerActive = await customerIsActive(scope, file.customerId);
    const decision = decideErase(
      file,
      { customerActive, regime: regimeOf(scope.actor.programmeId), now: scope.now },
      scope.rules,
    );
    if (!decision.ok) return decision;
    await endFile(scope, file, { state: "erased", code: "retention", destroyKey: true });
    return committed({
      result: { state: "erased" as const },
      audit: [
        entryOf("evidence.file.erase", file, { file: fileId, reason, class: file.retentionClass }, decision.basis),
      ],
      events: [fileEnded({ fileId })],
    });
  },
});
