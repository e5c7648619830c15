// A table of deals, for the list and for the workbench.
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { DealSummary } from "@/api/types";
import { day, Nothing, useMoney } from "@/shared/ui";
import { OPTIONAL } from "./api";
import { DealStateTag } from "./DealState";

interface Props {
  deals: DealSummary[];
  loading?: boolean;
  empty: string;
}

export function DealTable({ deals, loading, empty }: Props) {
  const { t } = useTranslation("deal");
  const money = useMoney();
  return (
    <Table
      rowKey="id"
      dataSource={deals}
      loading={loading}
      pagination={false}
      scroll={{ x: "max-content" }}
      locale={{ emptyText: <Nothing text={empty} /> }}
      columns={[
        {
          title: t("column.deal"),
          key: "deal",
          render: (_, deal) => (
            <>
              <Link to={`/deals/${deal.id}`}>{deal.scenario.title}</Link>
              <div className="soft small">{deal.solution.title}</div>
            </>
          ),
        },
        {
          title: t("column.with"),
          key: "with",
          responsive: ["md"],
          render: (_, deal) =>
            deal.side === "buyer"
              ? deal.vendor?.name
              : deal.side === "vendor"
                ? deal.buyer?.name
                : `${deal.buyer?.name} / ${deal.vendor?.name}`,
        },
        {
          title: t("common:column.state"),
          key: "state",
          width: 100,
          render: (_, deal) => <DealStateTag state={deal.state} />,
        },
        {
          title: t("column.next"),
          key: "next",
          width: 150,
          responsive: ["md"],
          render: (_, deal) => {
            const next = deal.moves.find((move) => !OPTIONAL.has(move));
            return next ? (
              <span>{t(`move.${next}`, { defaultValue: next })}</span>
            ) : (
              <span className="soft">—</span>
            );
          },
        },
        {
          title: t("column.amount"),
          key: "amount",
          width: 110,
          align: "right",
          responsive: ["md"],
          render: (_, deal) => <span className="num">{money.amount(deal.price)}</span>,
        },
        {
          title: t("common:column.updated"),
          key: "updated",
          width: 110,
          responsive: ["lg"],
          render: (_, deal) => <span className="num">{day(deal.updated_at)}</span>,
        },
      ]}
    />
  );
}
