import { useInfiniteQuery } from "@tanstack/react-query";
import { Segmented, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ClaimState } from "@/api/types";
import { useSession } from "@/features/identity/session";
import { Problem } from "@/shared/Problem";
import { Chip, MoreButton, minute, Nothing, PageHead, Panel, useMoney } from "@/shared/ui";
import { CLAIM_TONES, claimsQuery } from "./api";

const SHOWN = ["", "submitted", "returned", "approved", "paid"] as const;

export function ClaimsPage() {
  const { t } = useTranslation("award");
  const money = useMoney();
  const { is } = useSession();
  const operator = is("operator");
  const [state, setState] = useState<ClaimState | "">("");
  const query = useInfiniteQuery(claimsQuery(state));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead title={t("claim.title")} sub={t("claim.sub")} />
      <div className="scroll-x">
        <Segmented<ClaimState | "">
          value={state}
          onChange={setState}
          style={{ marginBottom: 12 }}
          options={SHOWN.map((one) => ({
            value: one,
            label: one ? t(`claim.states.${one}`) : t("claim.all"),
          }))}
        />
      </div>
      <Panel flush>
        {query.error && <Problem error={query.error} onRetry={() => void query.refetch()} />}
        <Table
          rowKey="id"
          pagination={false}
          loading={query.isPending}
          dataSource={rows}
          scroll={{ x: "max-content" }}
          locale={{
            emptyText: <Nothing text={t(operator ? "claim.emptyOperator" : "claim.empty")} />,
          }}
          columns={[
            {
              title: t("claim.subject"),
              key: "subject",
              render: (_, row) => (
                <Link to={`/claims/${row.id}`} className="claim-subject">
                  {row.subject}
                </Link>
              ),
            },
            ...(operator
              ? [
                  {
                    title: t("claim.applicant"),
                    key: "applicant",
                    render: (_: unknown, row: (typeof rows)[number]) => row.organisation.name,
                  },
                ]
              : []),
            {
              title: t("claim.article"),
              key: "article",
              responsive: ["md"],
              render: (_, row) => t("article", { number: row.article }),
            },
            { title: t("claim.year"), dataIndex: "year", responsive: ["md"] },
            {
              title: t("claim.requested"),
              key: "requested",
              align: "right",
              render: (_, row) => <span className="num">{money.exact(row.requested)}</span>,
            },
            {
              title: t("claim.state"),
              key: "state",
              render: (_, row) => (
                <Chip tone={CLAIM_TONES[row.state]}>{t(`claim.states.${row.state}`)}</Chip>
              ),
            },
            {
              title: t("claim.updated"),
              key: "updated",
              render: (_, row) => <span className="num">{minute(row.updated_at)}</span>,
            },
          ]}
        />
        <MoreButton
          more={query.hasNextPage}
          busy={query.isFetchingNextPage}
          onMore={() => void query.fetchNextPage()}
        />
      </Panel>
    </>
  );
}
