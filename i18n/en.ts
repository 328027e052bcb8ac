import common from "@/messages/en/common.json";
import frame from "@/messages/en/frame.json";
import { nest } from "./nest";

/** Every English message: one line per file, the key is the file's name. */
export const en = nest({ common, frame });
