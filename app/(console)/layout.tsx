import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { signInAddress } from "@/lib/sign-in-address";
import { DataProvider } from "@/lib/trpc/client";
import { currentPerson, Hydrate, prefetch, trpc, whySignIn } from "@/lib/trpc/server";
import { ConsoleShell } from "./_components/console-shell";

/** Every page of the console: a live session, and the frame with its counts. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  if (!person) {
    const reason = await whySignIn();
    redirect(signInAddress({ reason, to: (await headers()).get("x-path") ?? undefined }));
  }
  // Whoever must have a second factor and has none sets one up first; the server gives nothing else anyway.
  const path = (await headers()).get("x-path") ?? "";
  if (person.restricted && !path.startsWith("/identity/account")) redirect("/identity/account");
  await prefetch(
    trpc.overview.status.queryOptions({}),
    ...(person.permissions.includes("notifications.read") ? [trpc.notifications.unread.queryOptions({})] : []),
    ...(person.permissions.includes("worklist.read") ? [trpc.worklist.counts.queryOptions({})] : []),
    ...(person.permissions.includes("privacy.read") ? [trpc.privacy.counts.queryOptions({})] : []),
  );
  return (
    <DataProvider>
      <Hydrate>
        <ConsoleShell>{children}</ConsoleShell>
      </Hydrate>
    </DataProvider>
  );
}
