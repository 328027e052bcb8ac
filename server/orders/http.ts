import { isUuid } from "@/domain/shared/ids";
import { failure } from "@/server/ingestion/public";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { tableResponse } from "@/server/kernel/download";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { pdfOf } from "@/server/kernel/pdf";
import { runtime } from "@/server/kernel/runtime";
import { readReceipt } from "./commands/read-receipt";
import { openExport, ordersTable } from "./export";
import { takePackage } from "./package-file";
import { receiptPaper } from "./receipt";

const HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" } as const;

/** The receipt of an order as PDF, for who may see the order. */
export async function getReceipt(orderId: string, language: string, principal: Principal | null): Promise<Response> {
  try {
    if (!principal) throw new AppError("unauthenticated");
    if (!isUuid(orderId)) throw new AppError("not-found");
    const house = await runtime();
    const requestId: string = newId();
    const spoken = language === "en" ? "en" : "zh-CN";
    const input = { orderId, language: spoken };
    const read = await execute(house, readReceipt, { principal, input, key: requestId, requestId });
    if (!read.ok) throw new AppError(read.code === "kernel.permission.denied" ? "forbidden" : "invalid");
    const pdf = await pdfOf(receiptPaper(read.result, spoken));
    return new Response(new Uint8Array(pdf), {
      headers: {
        ...HEADERS,
        "content-type": "application/pdf",
        "content-disposition": `inline; filename="${read.result.order.number}.pdf"`,
      },
    });
  } catch (error) {
    return failure(error);
  }
}

/** Streams the register that `orders.register.export` has recorded: once, to the same actor, within minutes. */
export async function getExport(exportId: string, principal: Principal | null): Promise<Response> {
  try {
    if (!principal) throw new AppError("unauthenticated");
    if (!isUuid(exportId)) throw new AppError("not-found");
    const house = await runtime();
    const filters = await openExport(house, principal, exportId);
    return await tableResponse(`orders-${exportId}`, filters.format, ordersTable(house, principal, filters));
  } catch (error) {
    return failure(error);
  }
}

/** Hands a query's package out as ZIP: once, to who put it together, within minutes. */
export async function getPackage(packageId: string, principal: Principal | null): Promise<Response> {
  try {
    if (!principal) throw new AppError("unauthenticated");
    if (!isUuid(packageId)) throw new AppError("not-found");
    const { name, stream } = await takePackage(await runtime(), principal, packageId);
    return new Response(stream, {
      headers: {
        ...HEADERS,
        "content-type": "application/zip",
        "content-disposition": `attachment; filename="${name}.zip"`,
      },
    });
  } catch (error) {
    return failure(error);
  }
}
