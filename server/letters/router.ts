import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { chooseLanguage } from "./commands/choose-language";
import { repeatLetter } from "./commands/repeat-letter";
import { letterDetailQuery, lettersListQuery } from "./queries";

export const lettersRouter = router({
  list: queryProcedure(lettersListQuery),
  detail: queryProcedure(letterDetailQuery),
  repeat: commandProcedure(repeatLetter),
  chooseLanguage: commandProcedure(chooseLanguage),
});
