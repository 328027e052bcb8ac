"use client";
import type { ReactNode } from "react";
import { useLocale } from "next-intl";
import { ConsoleFrame } from "@/components/frame/console-frame";
import { NAVIGATION } from "@/components/frame/navigation";
import { instant } from "@/domain/shared/time";
const search = async (q: string) => q.startsWith("x") ? [] : [
  { id: "1", group: "customers" as const, title: "贺某川", detail: "尾号 2295", href: "/customers/1" },
  { id: "2", group: "items" as const, title: "CM-2026-0702", detail: "冻结", href: "/controls/1" },
];
export function Frame({ children }: { children: ReactNode }) {
  const zh = useLocale() === "zh-CN";
  return (
    <ConsoleFrame institution={zh ? "衡川支付" : "Hengchuan Pay"} permissions={NAVIGATION.map((n) => n.permission)}
      counts={{ worklist: { open: 8, late: 0 }, approvals: { open: 4, late: 0 }, controls: { open: 38, late: 2 }, reports: { open: 214, late: 7 } }}
      core="ok" sealedAt={instant("2026-10-09T06:30:00Z")} me={{ name: zh ? "叶澜" : "Ye Lan", role: zh ? "合规主管" : "Compliance lead", accountHref: "/identity/me" }}
      now={instant("2026-10-09T06:32:00Z")} calendarNote={zh ? "明日调休上班" : "tomorrow is a working Saturday"} myWork={8} toCheck={4}
      onSignOut={() => {}} search={search} verbs={[{ id: "due", label: zh ? "今日到期" : "Due today", href: "/worklist" }]}>
      {children}
    </ConsoleFrame>
  );
}
