import common from "@/messages/zh-CN/common.json";
import frame from "@/messages/zh-CN/frame.json";
import { nest } from "./nest";

/** Every Simplified Chinese message: one line per file, the key is the file's name. */
export const zhCN = nest({ common, frame });
