import { isUuid } from "@/domain/shared/ids";
import { failure } from "@/server/ingestion/public";
import type { Principal } from "@/server/kernel/actor";
import { tableResponse } from "@/server/kernel/download";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { pdfOf } from "@/server/kernel/pdf";
import { ask } from "@/server/kernel/query";
import { runtime } from "@/server/kernel/runtime";
import { incidentDetailQuery } from "./detail";
import { incidentsTable, openExport } from "./export";
import { reportPaper } from "./report-paper";

/** Streams the register that `incidents.register.export` has recorded: once, to the same actor, within minutes. */
export async function getExport(exportId: string, principal: Principal | null): Promise<Response> {
  try {
    if (!principal) throw new AppError("unauthenticated");
    if (!isUuid(exportId)) throw new AppError("not-found");
    const house = await runtime();
    const filters = await openExport(house, principal, exportId);
    return await tableResponse(`incidents-${exportId}`, filters.format, incidentsTable(house, principal, filters));
  } catch (error) {
    return failure(error);
  }
}

/** A version of a report to an authority as PDF, for who may see the incident. */
export async function getReport(
  asked: { readonly incidentId: string; readonly reportId: string; readonly language: string },
  principal: Principal | null,
): Promise<Response> {
  try {
    if (!principal) throw new AppError("unauthenticated");
    const { incidentId, reportId } = asked;
    if (!isUuid(incidentId) || !isUuid(reportId)) throw new AppError("not-found");
    const house = await runtime();
    const incident = await ask(house, incidentDetailQuery, {
      principal,
      input: { id: incidentId },
      requestId: newId(),
    });
    const paper = reportPaper(incident, reportId, asked.language === "en" ? "en" : "zh-CN", house.clock());
    if (!paper) throw new AppError("not-found");
    return new Response(new Uint8Array(await pdfOf(paper)), {
      headers: {
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "content-type": "application/pdf",
        "content-disposition": `inline; filename="${incident.number}.pdf"`,
      },
    });
  } catch (error) {
    return failure(error);
  }
}
