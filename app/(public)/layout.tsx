import type { ReactNode } from "react";
import { PublicFrame } from "@/components/privacy/public/public-frame";

/** What the public may see without a session: outside the console, with nothing of it. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return <PublicFrame>{children}</PublicFrame>;
}
