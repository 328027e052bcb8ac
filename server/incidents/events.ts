import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** A mass notice was started, or has more people to write to: the worker takes the next step. */
export const noticeMoved = defineTopic({
  topic: "incidents.notice.moved",
  clearance: "general",
  payload: z.object({ noticeId: z.uuid() }),
});
