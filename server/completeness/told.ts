export { toldOf } from "@/server/duty/public";
