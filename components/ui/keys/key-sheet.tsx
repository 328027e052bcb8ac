"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog } from "../dialog";
import { KeyCap } from "./key-cap";
import { type ActionKey, type Binding, KEY_GROUPS, KEY_MAP } from "./key-map";
import { useBoundKeys, useKey } from "./key-provider";

const ORDER = Object.keys(KEY_MAP) as ActionKey[];

/** The sheet of keys, opened by "?": what this page does for this reader, and nothing else. */
export function KeySheet() {
  const t = useTranslations("frame.keySheet");
  const [open, setOpen] = useState(false);
  useKey("sheet", () => setOpen(true));
  return (
    <Dialog title={t("title")} open={open} onOpenChange={setOpen} wide>
      <BoundKeys />
    </Dialog>
  );
}

/** Read once, when the sheet opens: the page behind it stands still meanwhile. */
function BoundKeys() {
  const t = useTranslations("frame");
  const ask = useBoundKeys();
  const [bound] = useState(ask);
  return (
    <>
      {KEY_GROUPS.map((group) => {
        const keys = bound
          .filter(({ id }) => (KEY_MAP[id] as Binding).group === group)
          .toSorted((a, b) => ORDER.indexOf(a.id) - ORDER.indexOf(b.id));
        return keys.length === 0 ? null : (
          <section key={group} aria-label={t(`keySheet.${group}`)}>
            <h3 className="hg-sheet-group">{t(`keySheet.${group}`)}</h3>
            <ul className="hg-sheet">
              {keys.map(({ id, words }) => (
                <li key={id}>
                  <span>{words ?? t(`keys.${id}`)}</span>
                  <KeyCap of={id} spoken />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <p className="hg-sheet-note">{t("keySheet.note")}</p>
    </>
  );
}
