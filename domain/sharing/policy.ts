/** Days within which a recipient must have confirmed a notice. The house's own: the documents say "promptly". */
export const CONFIRM_DAYS = 15;

/** Hours after which a recipient that took a notice and said nothing more is asked again. The house's own. */
export const CHASE_HOURS = 24;

/** Minutes between attempts at a door that does not answer: doubled each time, up to the hours of a chase. The house's own. */
export const RETRY_MINUTES = 5;

/** How long a partner waits for a second person before its proposal lapses. The house's own. */
export const PROPOSAL_HOURS = 72;

/** The country whose bodies are "authorities" here. */
export const HOME = "CHN";
