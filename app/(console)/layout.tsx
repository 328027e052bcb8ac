import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { signInAddress } from "@/lib/sign-in-address";
import { DataProvider } from "@/lib/trpc/client";
import { cameWithSession, currentPerson, Hydrate, prefetch, trpc } from "@/lib/trpc/server";
import { ConsoleShell } from "./_components/console-shell";

/** Every page of the console: a live session, and the frame with its counts. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  if (!person) {
    const reason = (await cameWithSession()) ? "expired" : undefined;
    redirect(signInAddress({ reason, to: (await headers()).get("x-path") ?? undefined }));
  }
  await prefetch(
    trpc.overview.status.queryOptions({}),
    ...(person.permissions.includes("worklist.read") ? [trpc.worklist.counts.queryOptions({})] : []),
  );
  return (
    <DataProvider>
      <Hydrate>
        <ConsoleShell>{children}</ConsoleShell>
      </Hydrate>
    </DataProvider>
  );
}
