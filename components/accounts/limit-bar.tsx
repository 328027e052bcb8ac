import { cx } from "@/components/ui/cx";
import { limitTone } from "./limits";

/** How much of a cap is used up, as a bar beside the figures that say it; amber when nearly all, red beyond. */
export function LimitBar({ share }: { share: number }) {
  const percent = Math.round(share * 100);
  const tone = limitTone(share);
  return (
    <span className={cx("hg-use-bar", tone && `hg-${tone}`)} aria-hidden="true">
      <i style={{ width: `${Math.min(100, percent)}%` }} />
    </span>
  );
}
