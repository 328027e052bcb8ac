"use client";

import { useSyncExternalStore } from "react";
import { type ActionKey, KEY_MAP } from "./key-map";

const never = () => () => {};
const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** The key's cap, as printed on this machine's keyboard. Decorative beside a verb; `spoken` where the key is the news. */
export function KeyCap({ of, className, spoken }: { of: ActionKey; className?: string; spoken?: boolean }) {
  const mac = useSyncExternalStore(never, isMac, () => false);
  const cap = mac ? KEY_MAP[of].cap.replace("Ctrl ", "⌘") : KEY_MAP[of].cap;
  return (
    <span aria-hidden={!spoken} className={className}>
      <kbd>{cap}</kbd>
    </span>
  );
}
