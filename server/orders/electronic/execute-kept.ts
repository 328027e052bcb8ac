import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import type { Runtime } from "@/server/kernel/runtime";
import { executeElectronicOrder } from "../commands/execute-electronic-order";

/** The platform, as an actor in one programme. */
export const platformOf = (programmeId: string): Principal => ({
  kind: "system",
  name: "system:platform",
  programmeId,
});

/** Carries a kept order out; does nothing to one that was. Whoever calls first does it, everybody else finds it done. */
export async function executeKept(
  runtime: Runtime,
  programmeId: string,
  orderId: string,
  requestId: string,
): Promise<boolean> {
  const call = { principal: platformOf(programmeId), input: { orderId }, key: `execute:${orderId}`, requestId };
  const done = await execute(runtime, executeElectronicOrder, call);
  return done.ok && !done.replayed;
}
