// One's own solutions or scenarios, whatever their state.
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button, Select, Table, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useTerms } from "@/api/taxonomies";
import type { ReviewState, SubjectBrief, SubjectKind } from "@/api/types";
import { Problem } from "./Problem";
import type { subjectApi } from "./subjects";
import { day, MoreButton, Nothing, PageHead, StateTag } from "./ui";

const STATES: ReviewState[] = ["draft", "submitted", "published", "returned", "withdrawn"];

interface Props<C extends object> {
  kind: SubjectKind;
  title: string;
  newLabel: string;
  emptyText: string;
  api: ReturnType<typeof subjectApi<C>>;
  columns: TableColumnsType<SubjectBrief>;
  lead?: ReactNode;
}

export function SubjectList<C extends object>(props: Props<C>) {
  const { t } = useTranslation();
  const terms = useTerms();
  const [params, setParams] = useSearchParams();
  const state = (params.get("state") ?? "") as ReviewState | "";
  const query = useInfiniteQuery(props.api.listQuery(state));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const create = (
    <Link to={`/my/${props.kind}/new`}>
      <Button type="primary">{props.newLabel}</Button>
    </Link>
  );
  const columns: TableColumnsType<SubjectBrief> = [
    {
      title: t("column.title"),
      key: "title",
      render: (_, row) => (
        <Link
          to={
            row.state === "draft" || row.state === "returned"
              ? `/my/${props.kind}/${row.id}/edit`
              : `/${props.kind}/${row.id}`
          }
        >
          {row.title || t("untitled")}
        </Link>
      ),
    },
    {
      title: t("column.state"),
      key: "state",
      width: 90,
      render: (_, row) => <StateTag state={row.state} />,
    },
    {
      title: t("column.direction"),
      key: "direction",
      width: 140,
      responsive: ["md"],
      render: (_, row) => terms.short(row.direction),
    },
    ...props.columns,
    {
      title: t("column.updated"),
      key: "updated",
      width: 110,
      responsive: ["lg"],
      render: (_, row) => <span className="num">{day(row.updated_at)}</span>,
    },
    {
      title: "",
      key: "act",
      width: 130,
      align: "right",
      render: (_, row) =>
        row.state === "published" ? (
          <Link className="nowrap" to={`/my/${props.kind}/${row.id}/matches`}>
            {t(`matches.${props.kind}`)}
          </Link>
        ) : (
          (row.state === "draft" || row.state === "returned") && (
            <Link to={`/my/${props.kind}/${row.id}/edit`}>{t("action.edit")}</Link>
          )
        ),
    },
  ];
  return (
    <>
      <PageHead
        title={props.title}
        actions={
          <>
            <Select
              value={state}
              aria-label={t("column.state")}
              style={{ width: 120 }}
              onChange={(value) => setParams(value ? { state: value } : {})}
              options={[
                { value: "", label: t("allStates") },
                ...STATES.map((value) => ({ value, label: t(`state.${value}`) })),
              ]}
            />
            {create}
          </>
        }
      />
      {props.lead}
      {query.error ? (
        <Problem error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="panel flush">
          <Table
            rowKey="id"
            columns={columns}
            dataSource={rows}
            loading={query.isPending}
            pagination={false}
            scroll={{ x: "max-content" }}
            locale={{ emptyText: <Nothing text={props.emptyText}>{create}</Nothing> }}
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
