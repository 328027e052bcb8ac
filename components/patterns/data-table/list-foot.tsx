"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { KeyCap } from "@/components/ui/keys/key-cap";
import { useFormat } from "@/lib/format/use-format";

/** Under a list: how many (a capped count says "+"), keyset paging, and the keys that move. */
export function ListFoot(props: {
  shown: number;
  total?: { count: number; capped: boolean };
  selected?: number;
  onPrevious?: () => void;
  onNext?: () => void;
  showKeys?: boolean;
}) {
  const t = useTranslations("common");
  const format = useFormat();
  return (
    <div className="hg-queue-foot">
      <span>
        {props.total
          ? t("list.shownOf", {
              shown: format.count(props.shown),
              total: format.capped(props.total.count, props.total.capped),
            })
          : t("list.shown", { shown: format.count(props.shown) })}
      </span>
      {props.selected ? <b>{t("list.selected", { count: props.selected })}</b> : null}
      {props.onPrevious || props.onNext ? (
        <nav className="hg-paging" aria-label={t("list.paging")}>
          <Button small variant="plain" disabled={!props.onPrevious} onClick={props.onPrevious}>
            {t("list.previous")}
          </Button>
          <Button small variant="plain" disabled={!props.onNext} onClick={props.onNext}>
            {t("list.next")}
          </Button>
        </nav>
      ) : null}
      <span className="hg-grow" />
      {props.showKeys === false ? null : (
        <span className="hg-keys">
          <span>
            <KeyCap of="down" />
            <KeyCap of="up" /> {t("list.move")}
          </span>
          <span>
            <KeyCap of="sheet" /> {t("list.keys")}
          </span>
        </span>
      )}
    </div>
  );
}
