import type { RequestReason } from "@/domain/kyc/codes";
import type { DocumentKind } from "@/domain/kyc/model";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { endRequest, loadRequest, type OpenedRequest, openRequest } from "./requests";

/** What a review asks of a customer. */
export type PapersAsked = {
  readonly customerId: string;
  readonly ground: "re-verification";
  /** The review. */
  readonly subjectId: string;
  readonly documents: readonly DocumentKind[];
  readonly reasons: readonly RequestReason[];
};

/** Asks a customer for papers on behalf of a review, within the caller's command; gives the request and its log entry. */
export function askForPapers(scope: Scope, asked: PapersAsked): Promise<OpenedRequest> {
  return openRequest(scope, asked);
}

/** Takes a request back because its ground fell away, within the caller's command. Null when it was not open any more. */
export async function withdrawRequest(scope: Scope, requestId: string): Promise<AuditEvent | null> {
  const request = await loadRequest(scope, requestId, { lock: true });
  return request?.state === "open" ? endRequest(scope, request, "withdrawn") : null;
}
