"use client";

import { I18nProvider, RouterProvider } from "@heroui/react/rac";
import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useEffect } from "react";
import { KeyProvider } from "@/components/ui/keys/key-provider";

/** What every page stands on in the browser: language of the controls, client routing, state in the address, keys. */
export function Providers({ children }: { children: ReactNode }) {
  const router = useRouter();
  return (
    <I18nProvider locale={useLocale()}>
      <RouterProvider navigate={(path) => router.push(path)}>
        <NuqsAdapter>
          <KeyProvider>
            <HydrationMark />
            {children}
          </KeyProvider>
        </NuqsAdapter>
      </RouterProvider>
    </I18nProvider>
  );
}

/** Says on <body> that the page now answers; browser tests wait for it. */
function HydrationMark() {
  useEffect(() => {
    document.body.dataset.hydrated = "";
  }, []);
  return null;
}
