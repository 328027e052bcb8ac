import { z } from "zod";
import { defineTopic } from "@/server/kernel/outbox";

const file = z.object({ fileId: z.uuid() });

/** An upload is complete and waits to be looked at. */
export const fileReceived = defineTopic({ topic: "evidence.file.received", clearance: "general", payload: file });
/** A file was refused or erased; what lies in the store for it is to be removed. */
export const fileEnded = defineTopic({ topic: "evidence.file.ended", clearance: "general", payload: file });
