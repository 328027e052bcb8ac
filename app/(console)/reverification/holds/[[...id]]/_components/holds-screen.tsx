"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, useCallback } from "react";
import { HoldItem } from "@/components/reverification/hold-item";
import { HoldList } from "@/components/reverification/hold-list";
import { HOLDS_PATH, holdIdOf } from "@/components/reverification/paths";
import { cx } from "@/components/ui/cx";
import { useKey } from "@/components/ui/keys/key-provider";

/** The holds with the open one beside them. */
export function HoldsScreen() {
  const t = useTranslations("reverification.page.holds");
  const id = holdIdOf(usePathname());
  const go = useCallback((next: string | null) => {
    window.history.pushState(null, "", `${HOLDS_PATH}${next ? `/${next}` : ""}`);
  }, []);
  useKey("back", () => go(null), id !== null);
  return (
    <div className={cx("hg-work", !id && "hg-single")} style={{ "--list-w": "372px" } as CSSProperties}>
      <section className="hg-pane hg-list-pane" aria-label={t("list")}>
        <HoldList current={id} onOpen={go} />
      </section>
      {id ? (
        <div className="hg-pane [&>*]:flex-1">
          <HoldItem key={id} id={id} onClose={() => go(null)} />
        </div>
      ) : null}
    </div>
  );
}
