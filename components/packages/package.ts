import type { Tone } from "@/components/patterns/tone";
import type { RouterOutputs } from "@/lib/trpc/types";

export type PackageRow = RouterOutputs["packages"]["list"]["rows"][number];
export type PackageDetail = RouterOutputs["packages"]["detail"];

export const PACKAGES_PATH = "/packages";

export const PACKAGE_TONE: Readonly<Record<PackageRow["state"], Tone>> = {
  building: "wait",
  ready: "done",
  failed: "late",
  revoked: "none",
  expired: "none",
};

/** The open package a path names, or null. */
export function packageIdOf(pathname: string): string | null {
  return new RegExp(`^${PACKAGES_PATH}/([0-9a-f-]{36})$`, "i").exec(pathname)?.[1] ?? null;
}
