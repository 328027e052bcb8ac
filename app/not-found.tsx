import { getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/patterns/states";
import { ButtonLink } from "@/components/ui/button";

export default async function NotFound() {
  const t = await getTranslations("frame.notFound");
  return (
    <main>
      <EmptyState
        title={t("title")}
        text={t("text")}
        action={
          <ButtonLink href="/worklist" small>
            {t("back")}
          </ButtonLink>
        }
      />
    </main>
  );
}
