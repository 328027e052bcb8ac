import { isUuid } from "@/domain/shared/ids";
import { csvResponse, failure } from "@/server/ingestion/public";
import type { Principal } from "@/server/kernel/actor";
import { AppError } from "@/server/kernel/errors";
import { runtime } from "@/server/kernel/runtime";
import { largeValueCsv, openExport } from "./export";

/** Streams an export that `reports.large-value.export` has recorded: once, to the same actor, within ten minutes. */
export async function getExport(exportId: string, principal: Principal | null): Promise<Response> {
  try {
    if (!principal) throw new AppError("unauthenticated");
    if (!isUuid(exportId)) throw new AppError("not-found");
    const house = await runtime();
    const pieces = largeValueCsv(house, principal, await openExport(house, principal, exportId));
    const first = await pieces.next();
    return csvResponse(`large-value-${exportId}.csv`, first.done ? "" : first.value, pieces);
  } catch (error) {
    return failure(error);
  }
}
