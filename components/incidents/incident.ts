import type { Tone } from "@/components/patterns/tone";
import type { RouterOutputs } from "@/lib/trpc/types";

export type IncidentRow = RouterOutputs["incidents"]["list"]["rows"][number];
export type IncidentDetail = RouterOutputs["incidents"]["detail"];
export type IncidentDuty = IncidentDetail["duties"][number];
export type IncidentNotice = IncidentDetail["notices"][number];
export type IncidentReport = IncidentDetail["reports"][number];

export const INCIDENT_TONE: Readonly<Record<IncidentRow["state"], Tone>> = { open: "wait", closed: "done" };

/** What is done next about an incident, as a key of the words. */
export function nextStepOf(item: Pick<IncidentDetail, "state" | "duties" | "counted" | "gaps">): {
  readonly key: "late" | "duty" | "notice" | "close" | "gaps" | "ended";
  readonly duty?: IncidentDuty;
} {
  if (item.state === "closed") return { key: "ended" };
  const running = item.duties.filter(({ state }) => state === "running");
  const [late] = running.filter((duty) => duty.late);
  if (late) return { key: "late", duty: late };
  const [first] = running;
  if (first) return { key: "duty", duty: first };
  if (item.counted.named > 0) return { key: "notice" };
  return { key: item.gaps.every((gap) => gap === "lessons") ? "close" : "gaps" };
}

/** Hours and minutes between now and a moment, and on which side of it we are. */
export function leftOf(dueAt: string, now: string): { readonly over: boolean; hours: number; minutes: number } {
  const minutes = Math.floor(Math.abs(Date.parse(dueAt) - Date.parse(now)) / 60_000);
  return { over: now > dueAt, hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
