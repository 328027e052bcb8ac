import { isUuid } from "@/domain/shared/ids";
import { failure } from "@/server/ingestion/public";
import type { Principal } from "@/server/kernel/actor";
import { tableResponse } from "@/server/kernel/download";
import { AppError } from "@/server/kernel/errors";
import { runtime } from "@/server/kernel/runtime";
import { largeValueTable, openExport } from "./export";

/** Streams an export that `reports.large-value.export` has recorded: once, to the same actor, within ten minutes. */
export async function getExport(exportId: string, principal: Principal | null): Promise<Response> {
  try {
    if (!principal) throw new AppError("unauthenticated");
    if (!isUuid(exportId)) throw new AppError("not-found");
    const house = await runtime();
    const filters = await openExport(house, principal, exportId);
    return await tableResponse(`large-value-${exportId}`, filters.format, largeValueTable(house, principal, filters));
  } catch (error) {
    return failure(error);
  }
}
