import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

/** A recipient is to be told something: the worker hands it over, where there is a door. */
export const noticeOpened = defineTopic({
  topic: "sharing.notice.opened",
  clearance: "general",
  payload: z.strictObject({ noticeId: z.uuid() }),
});
