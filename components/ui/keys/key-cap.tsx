"use client";

import { useSyncExternalStore } from "react";
import { type ActionKey, KEY_MAP } from "./key-map";

const never = () => () => {};
const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** The key's cap, as printed on this machine's keyboard. Decorative: the verb beside it carries the meaning. */
export function KeyCap({ of, className }: { of: ActionKey; className?: string }) {
  const mac = useSyncExternalStore(never, isMac, () => false);
  const cap = mac ? KEY_MAP[of].cap.replace("Ctrl ", "⌘") : KEY_MAP[of].cap;
  return (
    <span aria-hidden="true" className={className}>
      <kbd>{cap}</kbd>
    </span>
  );
}
