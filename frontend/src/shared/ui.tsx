// The small pieces that every page is put together from.
import { Button, Empty, Skeleton } from "antd";
import dayjs from "dayjs";
import { Fragment, type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ReviewState, Tier } from "@/api/types";
import { splitByTerms } from "./highlight";
import { groupYuan, tenThousands } from "./money";
import { Problem } from "./Problem";

export function PageHead(props: {
  title: ReactNode;
  documentTitle?: string;
  tags?: ReactNode;
  sub?: ReactNode;
  actions?: ReactNode;
}) {
  const { t } = useTranslation();
  const name = props.documentTitle ?? (typeof props.title === "string" ? props.title : undefined);
  useEffect(() => {
    document.title = name ? `${name} · ${t("brand")}` : t("brand");
  }, [name, t]);
  return (
    <div className="page-head">
      <h1>{props.title}</h1>
      {props.tags}
      {props.actions && <div className="actions">{props.actions}</div>}
      {props.sub && <div className="sub">{props.sub}</div>}
    </div>
  );
}

export function Panel(props: {
  title?: ReactNode;
  aside?: ReactNode;
  flush?: boolean;
  id?: string;
  children: ReactNode;
}) {
  return (
    <section className={`panel${props.flush ? " flush" : ""}`} id={props.id}>
      {props.title && (
        <h2>
          {props.title}
          {props.aside && <span className="aside">{props.aside}</span>}
        </h2>
      )}
      {props.children}
    </section>
  );
}

interface Loadable<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/** Shows a query: its skeleton, its failure, or its content. */
export function Loaded<T>({
  query,
  rows = 6,
  children,
}: {
  query: Loadable<T>;
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div className="panel" aria-busy="true">
      <Skeleton active paragraph={{ rows }} />
    </div>
  );
}

export function Nothing({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text} style={{ padding: "12px 0" }}>
      {children}
    </Empty>
  );
}

export function MoreButton(props: { more: boolean; busy: boolean; onMore: () => void }) {
  const { t } = useTranslation();
  if (!props.more) return null;
  return (
    <div style={{ padding: 10, textAlign: "center" }}>
      <Button loading={props.busy} onClick={props.onMore}>
        {t("action.more")}
      </Button>
    </div>
  );
}

/** An amount of yuan: in units of ten thousand where the language counts so. */
export function useMoney() {
  const { t, i18n } = useTranslation();
  const english = i18n.language === "en";
  const amount = (value: string | number | null | undefined): string => {
    if (value === null || value === undefined || value === "") return "—";
    const text = String(value);
    if (english) return t("money.yuan", { value: groupYuan(text) });
    return /^\d{5,}/.test(text.replace(/^0+/, ""))
      ? t("money.wan", { value: tenThousands(text) })
      : t("money.yuan", { value: groupYuan(text) });
  };
  return {
    amount,
    /** Every digit, for contracts and awards. */
    exact: (value: string | number | null | undefined) =>
      value === null || value === undefined || value === ""
        ? "—"
        : t("money.yuan", { value: groupYuan(String(value)) }),
    range(low?: string | null, high?: string | null): string {
      if (!low && !high) return "—";
      if (!low || !high) return amount(low ?? high);
      if (english) return t("money.wanRange", { low: groupYuan(low), high: groupYuan(high) });
      return t("money.wanRange", { low: tenThousands(low), high: tenThousands(high) });
    },
  };
}

export const day = (value: string | null | undefined) =>
  value ? dayjs(value).format("YYYY-MM-DD") : "—";
export const minute = (value: string | null | undefined) =>
  value ? dayjs(value).format("YYYY-MM-DD HH:mm") : "—";

export type Tone = "plain" | "good" | "warn" | "bad" | "info" | "star";

/** A small label. Its colours hold the contrast that WCAG AA asks for. */
export function Chip({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`chip ${tone}`}>{children}</span>;
}

const STATE_TONES: Record<ReviewState, Tone> = {
  draft: "plain",
  submitted: "warn",
  published: "good",
  returned: "bad",
  withdrawn: "plain",
  closed: "plain",
};

export function StateTag({ state }: { state: ReviewState }) {
  const { t } = useTranslation();
  return <Chip tone={STATE_TONES[state]}>{t(`state.${state}`)}</Chip>;
}

const TIER_TONES: Record<Tier, Tone> = {
  listed: "plain",
  screened: "info",
  benchmark: "star",
  retired: "plain",
};

export function TierTag({ tier }: { tier: Tier | null | undefined }) {
  const { t } = useTranslation();
  if (!tier) return null;
  return <Chip tone={TIER_TONES[tier]}>{t(`tier.${tier}`)}</Chip>;
}

export function Tags({ labels }: { labels: string[] }) {
  if (labels.length === 0) return <span className="soft">—</span>;
  return (
    <span className="row" style={{ gap: 4 }}>
      {labels.map((label) => (
        <Chip key={label}>{label}</Chip>
      ))}
    </span>
  );
}

/** A text with the words that count marked. */
export function Marked({ text, terms }: { text: string; terms: readonly string[] }) {
  return splitByTerms(text, terms).map((part, index) => {
    const key = `${index}-${part.text}`;
    return part.marked ? (
      <mark key={key}>{part.text}</mark>
    ) : (
      <Fragment key={key}>{part.text}</Fragment>
    );
  });
}

export interface Prop {
  key: string;
  label: string;
  children: ReactNode;
}

/** Names and values, aligned. */
export function Props({ items, wide = false }: { items: Prop[]; wide?: boolean }) {
  return (
    <dl className={wide ? "props wide" : "props"}>
      {items.map(({ key, label, children }) => (
        <Fragment key={key}>
          <dt>{label}</dt>
          <dd>{children}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
