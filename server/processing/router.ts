import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { decideAssessment } from "./commands/decide-assessment";
import { decideReview } from "./commands/decide-review";
import { endActivity } from "./commands/end-activity";
import { exportRegister } from "./commands/export-register";
import { recordActivity } from "./commands/record-activity";
import { recordAssessment } from "./commands/record-assessment";
import { requestReview } from "./commands/request-review";
import { startActivity } from "./commands/start-activity";
import {
  activitiesList,
  activityDetailQuery,
  assessmentsList,
  automaticQuery,
  explanationQuery,
  reviewDetailQuery,
  reviewsList,
} from "./queries";

export const processingRouter = router({
  activities: queryProcedure(activitiesList),
  activity: queryProcedure(activityDetailQuery),
  assessments: queryProcedure(assessmentsList),
  automatic: queryProcedure(automaticQuery),
  decisions: queryProcedure(explanationQuery),
  reviews: queryProcedure(reviewsList),
  review: queryProcedure(reviewDetailQuery),
  record: commandProcedure(recordActivity),
  start: commandProcedure(startActivity),
  end: commandProcedure(endActivity),
  recordAssessment: commandProcedure(recordAssessment),
  decideAssessment: commandProcedure(decideAssessment),
  requestReview: commandProcedure(requestReview),
  decideReview: commandProcedure(decideReview),
  exportRegister: commandProcedure(exportRegister),
});
