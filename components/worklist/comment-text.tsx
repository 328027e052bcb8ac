"use client";

import { Pin } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { useBilingual } from "@/lib/bilingual";
import { useAttemptText } from "@/lib/refusal-text";
import { useTRPCClient } from "@/lib/trpc/client";
import { useCommand } from "@/lib/use-command";
import type { Comment } from "./work";

/** What somebody wrote, the colleagues it names set off; taken back while its author still may. */
export function CommentText({ comment }: { comment: Comment }) {
  const t = useTranslations("worklist.page.comment");
  const attempt = useAttemptText();
  const client = useTRPCClient();
  const withdraw = useCommand(client.worklist.withdrawComment.mutate);
  const problem = attempt(withdraw);
  if (comment.withdrawn) return <span className="hg-ink-3">{t("withdrawn")}</span>;
  if (comment.text === null) return <span className="hg-ink-3">{t("gone")}</span>;
  return (
    <>
      <span className="hg-comment">
        {comment.pinned ? <Icon of={Pin} small /> : null}
        <Named comment={comment} text={comment.text} />
      </span>
      {comment.mayWithdraw ? (
        <Button
          small
          variant="plain"
          busy={withdraw.pending}
          onClick={() => void withdraw.run({ commentId: comment.id })}
        >
          {t("withdraw")}
        </Button>
      ) : null}
      {problem ? (
        <span className="hg-error" role="alert">
          {problem}
        </span>
      ) : null}
    </>
  );
}

function Named({ comment, text }: { comment: Comment; text: string }) {
  const say = useBilingual();
  const names = comment.mentions.flatMap(({ name }) => [name.zh, name.en, say(name)]).map((name) => `@${name}`);
  if (names.length === 0) return text;
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text.split(new RegExp(`(${escaped.join("|")})`)).map((part, index) =>
    names.includes(part) ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity but their place
      <b key={index} className="text-accent">
        {part}
      </b>
    ) : (
      part
    ),
  );
}
