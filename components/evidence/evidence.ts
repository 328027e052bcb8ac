import type { inferRouterOutputs } from "@trpc/server";
import type { Tone } from "@/components/patterns/tone";
import type { EvidenceState } from "@/domain/evidence/model";
import type { AppRouter } from "@/server/root";

export type EvidenceList = inferRouterOutputs<AppRouter>["evidence"]["files"];
export type EvidenceRow = EvidenceList["files"][number];

/** What evidence hangs on. */
export type EvidenceSubject = {
  readonly type:
    | "customer"
    | "order"
    | "closure"
    | "loss-report"
    | "privacy-request"
    | "objection"
    | "incident"
    | "foreign-demand"
    | "measure"
    | "large-value"
    | "submission";
  readonly id: string;
};

export const EVIDENCE_TONE: Readonly<Record<EvidenceState, Tone>> = {
  uploading: "wait",
  waiting: "wait",
  ready: "done",
  refused: "late",
  erased: "none",
};

/** How one page lies before the eye: zoom 1 fits the window; turns clockwise in quarters; offsets in pixels. */
export type Pose = { readonly zoom: number; readonly turns: number; readonly x: number; readonly y: number };

export const FITTED: Pose = { zoom: 1, turns: 0, x: 0, y: 0 };
const STEP = 1.25;
const LEAST = 0.5;
const MOST = 8;
const MOVE = 48;

/** The pose after a key, or null when the key means nothing here. */
export function poseAfter(pose: Pose, key: string): Pose | null {
  switch (key) {
    case "+":
    case "=":
      return { ...pose, zoom: Math.min(MOST, pose.zoom * STEP) };
    case "-":
      return { ...pose, zoom: Math.max(LEAST, pose.zoom / STEP) };
    case "0":
      return { ...FITTED, turns: pose.turns };
    case "o":
    case "O":
      return { ...pose, turns: (pose.turns + 1) % 4, x: 0, y: 0 };
    case "ArrowLeft":
      return { ...pose, x: pose.x + MOVE };
    case "ArrowRight":
      return { ...pose, x: pose.x - MOVE };
    case "ArrowUp":
      return { ...pose, y: pose.y + MOVE };
    case "ArrowDown":
      return { ...pose, y: pose.y - MOVE };
    default:
      return null;
  }
}

/** The page's address under a link. */
export function pageAddress(link: string, page: number): string {
  return `/api/files/view?${new URLSearchParams({ link, page: String(page) })}`;
}
