import type { LucideIcon } from "lucide-react";
import { cx } from "./cx";

/** A line icon at text size. Decorative: always beside a word, or on a control that has a name. */
export function Icon({ of: Shape, small, className }: { of: LucideIcon; small?: boolean; className?: string }) {
  return <Shape className={cx("hg-icon", small && "hg-sm", className)} aria-hidden="true" focusable="false" />;
}
