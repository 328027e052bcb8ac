import type { CalendarYear } from "@/domain/clocks/calendar";
import year2019 from "./2019.json";
import year2020 from "./2020.json";
import year2021 from "./2021.json";
import year2022 from "./2022.json";
import year2023 from "./2023.json";
import year2024 from "./2024.json";
import year2025 from "./2025.json";
import year2026 from "./2026.json";

/** The State Council's yearly holiday notices, one file per year. A year without a file is not published. */
export const CALENDAR_YEARS: readonly CalendarYear[] = [
  year2019,
  year2020,
  year2021,
  year2022,
  year2023,
  year2024,
  year2025,
  year2026,
];
