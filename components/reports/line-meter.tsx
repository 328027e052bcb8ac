import { gaugeWidth } from "@/components/patterns/gauge";
import { cx } from "@/components/ui/cx";

/** A sum against its line as a bar: the line stands at half width, dark once it is reached. Decorative. */
export function LineMeter({ ratio }: { ratio: number }) {
  return (
    <span className={cx("hg-gauge !grid-cols-[76px] !h-2 !p-0", ratio >= 1 && "hg-over")} aria-hidden="true">
      <span className="hg-track">
        <i style={{ width: `${gaugeWidth(ratio, 1)}%` }} />
      </span>
    </span>
  );
}
