export { exportRegister } from "./commands/export-register";
export { openExport, ordersTable } from "./export";
