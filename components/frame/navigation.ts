import {
  Archive,
  ArrowLeftRight,
  Banknote,
  BookOpen,
  CalendarCheck,
  CalendarDays,
  DoorClosed,
  FileCheck,
  FileInput,
  FileLock2,
  Inbox,
  KeyRound,
  Landmark,
  LayoutList,
  ListChecks,
  type LucideIcon,
  MailCheck,
  MessageSquareWarning,
  Network,
  Package,
  PencilLine,
  PhoneCall,
  Plug,
  ScanLine,
  ScanSearch,
  ScrollText,
  Share2,
  Shield,
  ShieldAlert,
  Stamp,
  UserRound,
  UserRoundCheck,
  UsersRound,
} from "lucide-react";

export type NavGroup = "work" | "customers" | "control" | "privacy" | "aml" | "basis" | "system";

/** A line of the rail. Words are in messages under `frame.nav.<id>`. */
export type NavEntry = {
  readonly id:
    | "overview"
    | "worklist"
    | "approvals"
    | "customers"
    | "letters"
    | "ledger"
    | "kyc"
    | "reverification"
    | "losses"
    | "controls"
    | "orders"
    | "screening"
    | "objections"
    | "incidents"
    | "privacy"
    | "consents"
    | "sharing"
    | "processing"
    | "retention"
    | "packages"
    | "corrections"
    | "closures"
    | "reports"
    | "ingestion"
    | "rulebook"
    | "audit"
    | "completeness"
    | "people"
    | "duty"
    | "operations"
    | "connections"
    | "networks"
    | "operations";
  readonly href: `/${string}`;
  readonly icon: LucideIcon;
  /** Shown only to those who hold this permission. */
  readonly permission: string;
  /** Not shown to those who hold this one. */
  readonly unless?: string;
  readonly group: NavGroup;
  /** Under which key the frame's counts are looked up; without it the line carries none. */
  readonly count?: string;
};

/** The rail, as data, in the order of the day's work. */
export const NAVIGATION: readonly NavEntry[] = [
  { id: "overview", href: "/overview", icon: LayoutList, permission: "overview.read", group: "work" },
  { id: "worklist", href: "/worklist", icon: Inbox, permission: "worklist.read", group: "work", count: "worklist" },
  {
    id: "approvals",
    href: "/approvals",
    icon: Stamp,
    permission: "approvals.read",
    // Whoever manages people checks proposals about people on their own desk, and no customers'.
    unless: "people.manage",
    group: "work",
    count: "approvals",
  },
  { id: "duty", href: "/duty", icon: CalendarDays, permission: "duty.self", group: "work" },
  { id: "kyc", href: "/kyc", icon: ScanLine, permission: "kyc.read", group: "customers", count: "kyc" },
  {
    id: "reverification",
    href: "/reverification",
    icon: UserRoundCheck,
    permission: "reverification.read",
    group: "customers",
    count: "reverification",
  },
  { id: "losses", href: "/losses", icon: PhoneCall, permission: "losses.read", group: "customers", count: "losses" },
  { id: "customers", href: "/customers", icon: UserRound, permission: "customers.read", group: "customers" },
  {
    id: "letters",
    href: "/letters",
    icon: MailCheck,
    permission: "letters.read",
    group: "customers",
    count: "letters",
  },
  { id: "ledger", href: "/ledger", icon: ArrowLeftRight, permission: "ledger.read", group: "customers" },
  { id: "controls", href: "/controls", icon: Shield, permission: "controls.read", group: "control", count: "controls" },
  { id: "orders", href: "/orders", icon: Landmark, permission: "orders.read", group: "control", count: "orders" },
  {
    id: "objections",
    href: "/objections",
    icon: MessageSquareWarning,
    permission: "objections.read",
    group: "control",
    count: "objections",
  },
  { id: "incidents", href: "/incidents", icon: ShieldAlert, permission: "incidents.read", group: "control" },
  {
    id: "closures",
    href: "/closures",
    icon: DoorClosed,
    permission: "closures.read",
    group: "control",
    count: "closures",
  },
  {
    id: "privacy",
    href: "/privacy",
    icon: FileLock2,
    permission: "privacy.read",
    group: "privacy",
    count: "privacy",
  },
  {
    id: "consents",
    href: "/consents",
    icon: FileCheck,
    permission: "consents.read",
    group: "privacy",
  },
  { id: "sharing", href: "/sharing", icon: Share2, permission: "sharing.read", group: "privacy" },
  { id: "processing", href: "/processing", icon: ListChecks, permission: "processing.read", group: "privacy" },
  { id: "packages", href: "/packages", icon: Package, permission: "packages.read", group: "privacy" },
  { id: "corrections", href: "/corrections", icon: PencilLine, permission: "corrections.read", group: "privacy" },
  { id: "retention", href: "/retention", icon: Archive, permission: "retention.read", group: "privacy" },
  {
    id: "screening",
    href: "/screening",
    icon: ScanSearch,
    permission: "screening.read",
    group: "aml",
    count: "screening",
  },
  {
    id: "reports",
    href: "/reports/large-value",
    icon: Banknote,
    permission: "reports.large-value.read",
    group: "aml",
    count: "reports",
  },
  { id: "rulebook", href: "/rulebook", icon: BookOpen, permission: "rulebook.read", group: "basis" },
  {
    id: "completeness",
    href: "/completeness",
    icon: CalendarCheck,
    permission: "completeness.read",
    group: "basis",
    count: "completeness",
  },
  { id: "audit", href: "/audit", icon: ScrollText, permission: "audit.read", group: "basis" },
  {
    id: "ingestion",
    href: "/ingestion",
    icon: FileInput,
    permission: "ingestion.read",
    group: "system",
    count: "ingestion",
  },
  { id: "people", href: "/people", icon: UsersRound, permission: "people.read", group: "system" },
  {
    id: "networks",
    href: "/identity/networks",
    icon: Network,
    permission: "identity.networks.manage",
    group: "system",
  },
  { id: "connections", href: "/connections", icon: Plug, permission: "connections.read", group: "system" },
  { id: "operations", href: "/operations", icon: KeyRound, permission: "operations.read", group: "system" },
];

/** Open work and how much of it is late. */
export type NavCount = { readonly open: number; readonly late: number };

/** The lines a person may use, by group; groups without a line are left out, so that nothing tells of what is hidden. */
export function visibleNavigation(
  permissions: ReadonlySet<string>,
): readonly { group: NavGroup; entries: readonly NavEntry[] }[] {
  const groups = new Map<NavGroup, NavEntry[]>();
  for (const entry of NAVIGATION) {
    if (!permissions.has(entry.permission) || (entry.unless && permissions.has(entry.unless))) continue;
    const list = groups.get(entry.group);
    if (list) list.push(entry);
    else groups.set(entry.group, [entry]);
  }
  return [...groups].map(([group, entries]) => ({ group, entries }));
}

/** The line a path belongs to: its own page or any page below it. */
export function currentEntry(pathname: string): NavEntry | undefined {
  return NAVIGATION.find((entry) => pathname === entry.href || pathname.startsWith(`${entry.href}/`));
}

/** The list a page of one thing belongs to; undefined on the list itself and on pages of no list. */
export function parentOf(pathname: string): string | undefined {
  if (pathname.startsWith("/accounts/")) return "/customers";
  const entry = currentEntry(pathname);
  return entry && entry.href !== pathname ? entry.href : undefined;
}
