import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { ZONE } from "@/domain/shared/time";
import { en } from "./en";
import { chooseLocale, LOCALE_COOKIE, type Locale } from "./locales";
import type { Messages } from "./messages";
import { zhCN } from "./zh-cn";

const MESSAGES: Readonly<Record<Locale, Messages>> = { "zh-CN": zhCN, en };

export default getRequestConfig(async () => {
  const locale = chooseLocale((await cookies()).get(LOCALE_COOKIE)?.value, (await headers()).get("accept-language"));
  return { locale, messages: MESSAGES[locale], timeZone: ZONE };
});
