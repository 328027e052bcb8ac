import { isUuid } from "@/domain/shared/ids";
import { failure } from "@/server/ingestion/public";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { AppError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { pdfOf } from "@/server/kernel/pdf";
import { runtime } from "@/server/kernel/runtime";
import { exportCertificate } from "./commands/export-certificate";
import { type CertificateFile, certificatePaper } from "./paper";

/** A certificate as a paper to read, for who may export it; the file that can be checked is told on it by its hash. */
export async function getCertificate(
  id: string,
  language: string,
  principal: Principal | null,
  house = runtime(),
): Promise<Response> {
  try {
    if (!principal) throw new AppError("unauthenticated");
    if (!isUuid(id)) throw new AppError("not-found");
    const requestId: string = newId();
    const read = await execute(await house, exportCertificate, { principal, input: { id }, key: requestId, requestId });
    if (!read.ok) throw new AppError(read.code === "kernel.permission.denied" ? "forbidden" : "invalid");
    const file = JSON.parse(read.result.text) as CertificateFile;
    const pdf = await pdfOf(certificatePaper(file, language === "en" ? "en" : "zh-CN"));
    return new Response(new Uint8Array(pdf), {
      headers: {
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "content-type": "application/pdf",
        "content-disposition": `inline; filename="${file.content.number}.pdf"`,
      },
    });
  } catch (error) {
    return failure(error);
  }
}
