export { reportLoss } from "./commands/report-loss";
