import { useInfiniteQuery } from "@tanstack/react-query";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams, useSearchParams } from "react-router";
import type { ReportRow } from "@/api/types";
import { Problem } from "@/shared/Problem";
import { Chip, MoreButton, minute, Nothing, PageHead, useMoney } from "@/shared/ui";
import { periodOf, rowsQuery } from "./api";
import { useFigureText } from "./ReportPage";

const PAGES: Record<string, string> = {
  solution: "/solutions/",
  scenario: "/scenarios/",
  deal: "/deals/",
};

export function ReportRowsPage() {
  const { figure = "" } = useParams();
  const { t } = useTranslation("insight");
  const [params] = useSearchParams();
  const period = periodOf(params);
  const text = useFigureText();
  const money = useMoney();
  const query = useInfiniteQuery(rowsQuery(figure, period));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const deals = rows.some((row) => row.kind === "deal");
  return (
    <>
      <PageHead
        title={text.name(figure)}
        sub={
          <>
            {period.from} – {period.to} · {text.definition(figure)}{" "}
            <Link to={`/report?${params}`}>{t("back")}</Link>
          </>
        }
      />
      {query.error ? (
        <Problem error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="panel flush">
          <Table
            rowKey="id"
            size="small"
            loading={query.isPending}
            pagination={false}
            dataSource={rows}
            scroll={{ x: "max-content" }}
            locale={{ emptyText: <Nothing text={t("noRows")} /> }}
            columns={[
              {
                title: t("row.title"),
                key: "title",
                render: (_, row) => (
                  <Link to={PAGES[row.kind] + row.id}>{row.title || row.id}</Link>
                ),
              },
              {
                title: t("row.at"),
                key: "at",
                width: 150,
                render: (_, row) => <span className="num">{minute(row.at)}</span>,
              },
              ...(deals
                ? [
                    {
                      title: t("row.amount"),
                      key: "amount",
                      width: 150,
                      align: "right" as const,
                      render: (_: unknown, row: ReportRow) => (
                        <span className="num">{money.exact(row.amount)}</span>
                      ),
                    },
                    {
                      title: t("row.recommended"),
                      key: "recommended",
                      width: 110,
                      render: (_: unknown, row: ReportRow) =>
                        row.recommended ? (
                          <Chip tone="info">{t("common:yes")}</Chip>
                        ) : (
                          t("common:no")
                        ),
                    },
                  ]
                : []),
            ]}
          />
          <MoreButton
            more={query.hasNextPage}
            busy={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        </div>
      )}
    </>
  );
}
