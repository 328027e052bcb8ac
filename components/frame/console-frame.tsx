"use client";

import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { OfflineState } from "@/components/patterns/states";
import { BareDialog } from "@/components/ui/dialog";
import { useKey } from "@/components/ui/keys/key-provider";
import { KeySheet } from "@/components/ui/keys/key-sheet";
import { CommandPalette, type PaletteSearch, type PaletteVerb } from "./command-palette";
import { parentOf } from "./navigation";
import { PathProvider, useTrail } from "./page-path";
import { PrintHead } from "./print-head";
import { Rail, type RailProps } from "./rail";
import { TopBar, type TopBarProps } from "./top-bar";

export type ConsoleFrameProps = Omit<RailProps, "permissions"> &
  TopBarProps & {
    /** Names of the permissions the person holds now. */
    permissions: readonly string[];
    search: PaletteSearch;
    verbs: readonly PaletteVerb[];
    children: ReactNode;
  };

/** What stands around every page: rail, top bar, palette, key sheet. Plain data in, no queries of its own. */
export function ConsoleFrame(props: ConsoleFrameProps) {
  const t = useTranslations("frame");
  const [searching, setSearching] = useState(false);
  const [menuOpen, setMenuOpen] = useState(false);
  const permissions = useMemo(() => new Set(props.permissions), [props.permissions]);
  const rail = { ...props, permissions };
  return (
    <PathProvider>
      <a className="hg-skip" href="#main">
        {t("skip")}
      </a>
      <div className="hg-app">
        <aside className="hg-rail" aria-label={t("rail")}>
          <Rail {...rail} />
        </aside>
        <TopBar {...props} onSearch={() => setSearching(true)} onMenu={() => setMenuOpen(true)} />
        <main id="main" className="hg-main" tabIndex={-1}>
          <PrintHead institution={props.institution} me={props.me} now={props.now} />
          <OfflineState />
          {props.children}
        </main>
      </div>
      <BareDialog label={t("rail")} open={menuOpen} onOpenChange={setMenuOpen} className="hg-drawer" side>
        <div className="hg-rail hg-rail-open">
          <Rail {...rail} onNavigate={() => setMenuOpen(false)} />
        </div>
      </BareDialog>
      <CommandPalette
        open={searching}
        onOpenChange={setSearching}
        search={props.search}
        verbs={props.verbs}
        permissions={permissions}
      />
      <KeySheet />
      <FrameKeys />
    </PathProvider>
  );
}

/** Keys of every page: print, and Esc from an item to its list where the page has no way back of its own. */
function FrameKeys() {
  const router = useRouter();
  const above = parentOf(usePathname());
  const below = useTrail().length > 0;
  useKey("print", () => window.print());
  useKey("back", () => above && router.push(above), below && above !== undefined, { fallback: true });
  return null;
}
