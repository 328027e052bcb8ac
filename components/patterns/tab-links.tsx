import Link from "next/link";

/** Views of one list as links, each with its count in words ("12", "10,000+"). */
export function TabLinks(props: {
  label: string;
  tabs: readonly { id: string; label: string; href: string; count?: string }[];
  current: string;
}) {
  return (
    <nav className="hg-tabs" aria-label={props.label}>
      {props.tabs.map((tab) => (
        <Link key={tab.id} href={tab.href} aria-current={tab.id === props.current ? "page" : undefined}>
          {tab.label}
          {tab.count === undefined ? null : <small>{tab.count}</small>}
        </Link>
      ))}
    </nav>
  );
}
