import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { readNotices } from "./commands/read-notices";
import { savePreferences } from "./commands/save-preferences";
import { mailStateQuery, noticesListQuery, preferencesQuery, unreadNoticesQuery } from "./queries";

export const notificationsRouter = router({
  list: queryProcedure(noticesListQuery),
  unread: queryProcedure(unreadNoticesQuery),
  preferences: queryProcedure(preferencesQuery),
  mailState: queryProcedure(mailStateQuery),
  read: commandProcedure(readNotices),
  savePreferences: commandProcedure(savePreferences),
});
