import type { z } from "zod";
import { refuseRequest } from "@/domain/privacy/decisions";
import { letterPreview, previewLetterInput } from "@/domain/privacy/schema";
import { shanghaiDate } from "@/domain/shared/time";
import en from "@/messages/en/privacy.json";
import zh from "@/messages/zh-CN/privacy.json";
import { AppError, notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { previewLetter, registerLetterWords } from "@/server/letters/public";
import { planErasure } from "@/server/retention/public";
import { ERASURE_TYPES, purposeOf } from "./carrying-out";
import { linesOf } from "./plan-lines";
import { loadRequest, type StoredRequest, textsOf } from "./store";

const DONE = { "zh-CN": zh.public.done, en: en.public.done } as const;

// What the officer answered stands in the letter; where nobody had to write anything, that it was done.
registerLetterWords("privacy.answered", async (scope, { id }, language) => {
  const { answer } = await textsOf(scope, id);
  return { answer: answer ?? DONE[language] };
});

type Asked = z.output<typeof previewLetterInput>;

async function wordsOf(scope: Scope, request: StoredRequest, asked: Asked) {
  const { language } = asked;
  const params = { number: request.number, desk: request.document };
  if (asked.of === "refusal") {
    if (!asked.ground) throw new AppError("invalid");
    const proven = request.verifiedAt !== null;
    const weighed = refuseRequest({ ...request, proven }, asked.ground, scope.rules, shanghaiDate(scope.now));
    if (!weighed.ok) throw new AppError("invalid");
    const { told: ground, complaint: remedy } = weighed.value;
    return previewLetter({ template: "privacy.refused", language, params: { ...params, ground, remedy } });
  }
  if (asked.of === "answer") {
    const own = { answer: asked.answer?.trim() || DONE[language] };
    return previewLetter({ template: "privacy.answered", language, params, own });
  }
  const { customerId, verifiedAt, type } = request;
  if (customerId === null || verifiedAt === null) return notFound();
  if (!ERASURE_TYPES.includes(type)) throw new AppError("invalid");
  const plan = await planErasure(scope, { customerId, purpose: purposeOf(type) });
  const template = type === "closure" ? "privacy.closing" : "privacy.erased";
  return previewLetter({ template, language, params: { ...params, lines: [...linesOf(plan)] } });
}

/** The letter as the requester will hold it, before anybody proposes or answers. */
export const letterPreviewQuery = query({
  name: "privacy.letter.detail",
  permission: "privacy.plan.read",
  clearance: "general",
  input: previewLetterInput,
  output: letterPreview,
  async resolve(scope, asked) {
    const { title, long } = await wordsOf(scope, await loadRequest(scope, asked.id), asked);
    return { title, long };
  },
});
