"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useCan } from "@/lib/use-can";
import { useNow } from "@/lib/use-now";
import { SightingDialog } from "./sighting-dialog";

/** On a customer's page: the way to enter what he reports about his data; then the number he may be given. */
export function ReportSighting({ customerId }: { customerId: string }) {
  const t = useTranslations("incidents.page.forms.sighting");
  const can = useCan();
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  if (!can("incidents.register")) return null;
  return (
    <>
      {done ? <span role="status">{t("done", { number: done })}</span> : null}
      <Button small onClick={() => setAsking(true)}>
        {t("open")}
      </Button>
      {asking && now ? (
        <SightingDialog
          customerId={customerId}
          now={now}
          onEnd={(number) => {
            setAsking(false);
            if (number !== null) setDone(number);
          }}
        />
      ) : null}
    </>
  );
}
