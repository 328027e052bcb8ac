import { sql } from "drizzle-orm";
import type { FeeState } from "@/domain/privacy/model";
import { AT_ONCE } from "@/domain/privacy/request-clock";
import { isOpen } from "@/domain/privacy/states";
import type { Actor } from "@/server/kernel/actor";
import type { Scope } from "@/server/kernel/scope";
import { ERASURE_TYPES } from "./carrying-out";
import type { StoredRequest } from "./store";

/** What is settled on the request itself; agreeing to a fee is a second person's, at the approvals. */
type FeeMove = Exclude<FeeState, "quoted" | "approved">;
const COPIES = ["access", "copy", "portability"];

/** What a reader may do with a request as it stands. */
export function rightsOf(
  { permissions }: Pick<Actor, "permissions">,
  request: StoredRequest,
  feeMoves: readonly FeeState[],
  standing: { readonly restricted: boolean; readonly closing: boolean },
) {
  const { state, type, customerId, packageState, fee } = request;
  const work = permissions.has("privacy.work");
  const register = permissions.has("privacy.register");
  const approve = permissions.has("privacy.approve");
  const unproven = state === "received";
  const working = work && state === "working";
  const copy = COPIES.includes(type);
  const fees: Readonly<Record<FeeMove, boolean>> = {
    accepted: work,
    waived: work || approve,
  };
  return {
    match: work && unproven && customerId === null,
    sendCode: register && unproven && customerId !== null && request.requester === "subject",
    recordCode: register && unproven && customerId !== null && request.requester === "subject",
    askPapers: work && unproven,
    verify: work && unproven && customerId !== null,
    start: work && state === "verified",
    preparePackage: working && copy && packageState !== "asked",
    proposeCorrection: working && type === "correction",
    proposeErasure: working && ERASURE_TYPES.includes(type) && !standing.closing,
    proposeRefusal: work && (unproven || state === "working"),
    answer: working && (AT_ONCE.includes(type) || type === "restriction" || type === "decision-explanation"),
    withdraw: register && isOpen(state),
    lapse: work && unproven,
    proposeFee: working && copy && fee === null,
    settleFee: isOpen(state) ? (["accepted", "waived"] as const).filter((to) => feeMoves.includes(to) && fees[to]) : [],
    releaseRestriction: work && type === "restriction" && state === "answered" && standing.restricted,
  };
}

/** Whether the restriction a request asked for still holds. */
export async function restrictedBy({ tx, actor }: Pick<Scope, "tx" | "actor">, requestId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select 1 from restricted_subjects where request_id = ${requestId}::uuid
    and programme_id = ${actor.programmeId} and cause = 'request' and ended_at is null`);
  return rows.length > 0;
}
