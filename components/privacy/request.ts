import type { Tone } from "@/components/patterns/tone";
import { OPEN_STATES, type RequestType } from "@/domain/privacy/model";
import { AT_ONCE } from "@/domain/privacy/request-clock";
import type { RouterOutputs } from "@/lib/trpc/types";

export type RequestRow = RouterOutputs["privacy"]["list"]["rows"][number];
export type RequestDetail = RouterOutputs["privacy"]["detail"];
export type RequestFigures = RouterOutputs["privacy"]["figures"];
export type PlanLine = NonNullable<RequestDetail["plan"]>[number];

export const REQUEST_TONE: Readonly<Record<RequestRow["state"], Tone>> = {
  received: "prov",
  verified: "wait",
  working: "idle",
  proposed: "wait",
  answered: "done",
  withdrawn: "none",
  lapsed: "none",
};

export const isOpenRequest = ({ state }: Pick<RequestRow, "state">): boolean =>
  (OPEN_STATES as readonly string[]).includes(state);

/** What must be seen first of a request, as a key of the words; null where nothing is pressing. */
export function alarmOf(
  item: Pick<RequestRow, "state" | "late" | "timing">,
): "lateOpen" | "lateEnded" | "receiptLate" | "near" | null {
  if (!isOpenRequest(item)) return item.late ? "lateEnded" : null;
  if (item.late || item.timing === "late") return "lateOpen";
  if (item.timing === "receipt-late") return "receiptLate";
  return item.timing === "near" ? "near" : null;
}

/** How what is asked for is carried out: what the middle of the page shows. */
export type Execution = "package" | "correction" | "erasure" | "withdrawal" | "explanation" | "plain";

const EXECUTION: Readonly<Record<RequestType, Execution>> = {
  access: "package",
  copy: "package",
  portability: "package",
  correction: "correction",
  deletion: "erasure",
  closure: "erasure",
  "minor-data": "erasure",
  "consent-withdrawal": "withdrawal",
  "marketing-off": "withdrawal",
  "sharing-off": "withdrawal",
  restriction: "plain",
  "decision-explanation": "explanation",
};

export const executionOf = (type: RequestType): Execution => EXECUTION[type];

/** Whether what is asked takes effect the moment its asker is proven. */
export const takesEffectAtOnce = (type: RequestType): boolean => AT_ONCE.includes(type);

export type NextStep =
  | "match"
  | "papersAsked"
  | "codeSent"
  | "prove"
  | "stopped"
  | "start"
  | "secondPerson"
  | "package"
  | "packageWaits"
  | "packageReady"
  | "correction"
  | "correctionWaits"
  | "erasure"
  | "review"
  | "answer"
  | "answered"
  | "withdrawn"
  | "lapsed";

type Standing = Pick<
  RequestDetail,
  "state" | "type" | "customer" | "paused" | "code" | "package" | "correction" | "may"
>;

/** The next step of a request, as a key of the words. */
export function nextStepOf(item: Standing): NextStep {
  switch (item.state) {
    case "received":
      return provingStep(item);
    case "verified":
      return "start";
    case "working":
      return workingStep(item);
    case "proposed":
      return "secondPerson";
    default:
      return item.state;
  }
}

function provingStep(item: Standing): NextStep {
  if (item.customer === null) return "match";
  if (item.code?.stopped) return "stopped";
  if (item.paused) return "papersAsked";
  return item.code ? "codeSent" : "prove";
}

function workingStep(item: Standing): NextStep {
  switch (executionOf(item.type)) {
    case "package":
      if (item.package === null || item.package.state === "failed") return "package";
      return item.package.state === "ready" ? "packageReady" : "packageWaits";
    case "correction":
      if (item.correction === null) return "correction";
      return item.correction.outcome === null ? "correctionWaits" : "answer";
    case "erasure":
      return "erasure";
    case "explanation":
      return "review";
    default:
      return "answer";
  }
}
