import type { Instant } from "../../shared/time";
import { BASIS_DEFINITIONS, isSecret } from "../bases";
import type { Authority, OrderBasis, OrderState } from "../model";
import type { ElectronicState } from "./model";

/** What a stop or freeze of the platform rests on; `major`: its message says so of the case. */
export function basisOf(act: "stop" | "freeze", major: boolean): OrderBasis {
  if (act === "stop") return "fraud-stop";
  return major ? "criminal-complex" : "criminal";
}

/**
 * Which authority a message of the platform counts as beside a paper: messages name the office, not its kind. A paper of any
 * kind that may give such an order may be the same office's; else it is the police, whose platform it is. Nothing of the platform is secret, so no secret office counts.
 */
export function giverOf(basis: OrderBasis, paper: Authority | null): Authority {
  if (paper === null || isSecret({ authority: paper, basis })) return "police";
  return BASIS_DEFINITIONS[basis].authorities.includes(paper) ? paper : "police";
}

/** Where an order of the platform stands, in the words of orders on paper. What was never given reads as failed. */
export function standingOf(order: {
  readonly state: ElectronicState;
  readonly inForceAt: Instant | null;
  readonly endedAt: Instant | null;
}): OrderState {
  if (order.endedAt !== null) return "released";
  if (order.state === "queued") return "queued";
  if (order.state !== "executed" && order.state !== "answered") return "failed";
  return order.inForceAt === null ? "registered" : "in-force";
}
