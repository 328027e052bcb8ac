import type { LucideIcon } from "lucide-react";
import { CalendarClock, ShieldCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

const ICONS: Readonly<Record<"late" | "wait" | "protect", LucideIcon>> = {
  late: TriangleAlert,
  wait: CalendarClock,
  protect: ShieldCheck,
};

/** One hairline under the header that says what changed. `urgent` is read out at once. */
export function Banner(props: { tone: "late" | "wait" | "protect"; urgent?: boolean; children: ReactNode }) {
  return (
    <div className={`hg-banner hg-${props.tone}`} role={props.urgent ? "alert" : "status"}>
      <Icon of={ICONS[props.tone]} />
      <div>{props.children}</div>
    </div>
  );
}
