import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { aboutQuery, standingQuery } from "./about-queries";
import { dismissElectronicOrder } from "./commands/dismiss-electronic-order";
import { exportRegister } from "./commands/export-register";
import { matchElectronicOrder } from "./commands/match-electronic-order";
import { putPackage } from "./commands/put-package";
import { recordAnswer } from "./commands/record-answer";
import { refuseOrder } from "./commands/refuse-order";
import { registerOrder } from "./commands/register-order";
import { reviewOrder } from "./commands/review-order";
import { electronicOrderQuery, listElectronicOrders } from "./electronic/queries";
import "./electronic/listener";
import "./electronic/notice-target";
import "./evidence-subject";
import "./notices";
import { checkPaperQuery, listOrders, orderDetailQuery, ordersOverviewQuery } from "./queries";

export const ordersRouter = router({
  list: queryProcedure(listOrders),
  overview: queryProcedure(ordersOverviewQuery),
  detail: queryProcedure(orderDetailQuery),
  standing: queryProcedure(standingQuery),
  about: queryProcedure(aboutQuery),
  check: queryProcedure(checkPaperQuery),
  register: commandProcedure(registerOrder),
  refuse: commandProcedure(refuseOrder),
  review: commandProcedure(reviewOrder),
  answer: commandProcedure(recordAnswer),
  package: commandProcedure(putPackage),
  exportRegister: commandProcedure(exportRegister),
  electronic: queryProcedure(listElectronicOrders),
  electronicOrder: queryProcedure(electronicOrderQuery),
  matchElectronic: commandProcedure(matchElectronicOrder),
  dismissElectronic: commandProcedure(dismissElectronicOrder),
});
