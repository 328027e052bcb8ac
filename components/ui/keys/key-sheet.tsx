"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Dialog } from "../dialog";
import { KeyCap } from "./key-cap";
import { type ActionKey, type Binding, KEY_MAP } from "./key-map";
import { useKey } from "./key-provider";

const GROUPS = ["move", "decide", "page"] as const;
const ENTRIES = Object.entries(KEY_MAP) as [ActionKey, Binding][];

/** The sheet of keys, opened by "?". */
export function KeySheet() {
  const t = useTranslations("frame");
  const [open, setOpen] = useState(false);
  useKey("sheet", () => setOpen(true));
  return (
    <Dialog title={t("keySheet.title")} open={open} onOpenChange={setOpen} wide>
      {GROUPS.map((group) => (
        <section key={group}>
          <h3 className="hg-sheet-group">{t(`keySheet.${group}`)}</h3>
          <ul className="hg-sheet">
            {ENTRIES.filter(([, binding]) => binding.group === group).map(([id]) => (
              <li key={id}>
                <span>{t(`keys.${id}`)}</span>
                <KeyCap of={id} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="hg-sheet-note">{t("keySheet.note")}</p>
    </Dialog>
  );
}
