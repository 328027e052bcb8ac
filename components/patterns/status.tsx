import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import type { Tone } from "./tone";

const SHAPE: Readonly<Record<Tone, string>> = {
  protect: "hg-protect",
  wait: "hg-wait",
  late: "hg-late",
  done: "hg-done",
  idle: "hg-idle",
  prov: "hg-prov",
  none: "hg-no",
};

/** Shape and word, for rows. */
export function StatusMark({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={cx("hg-state", SHAPE[tone])}>{children}</span>;
}

/** The shape alone, before a word that is said anyway. Decorative. */
export function StateShape({ tone }: { tone: Tone }) {
  return <span className={cx("hg-state hg-mark-only", SHAPE[tone])} aria-hidden="true" />;
}

/** The state of the open item: once per header. */
export function StatusChip({ tone, children }: { tone: Tone; children: ReactNode }) {
  if (tone === "prov") {
    return (
      <span className="hg-chip hg-prov">
        <span>{children}</span>
      </span>
    );
  }
  return (
    <span className={cx("hg-chip", tone !== "idle" && tone !== "none" && SHAPE[tone])}>
      <StateShape tone={tone} />
      {children}
    </span>
  );
}

/** A small remark on a value; dashed when it is provisional. */
export function Flag({ provisional, children }: { provisional?: boolean; children: ReactNode }) {
  return <span className={cx("hg-flag", provisional && "hg-prov")}>{children}</span>;
}
