import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Select, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { body, client } from "@/api/client";
import { dealsQuery } from "@/features/deal/api";
import { useSession } from "@/features/identity/session";
import { Loaded, minute, Nothing, PageHead, Panel, useMoney } from "@/shared/ui";

export function RoomPage() {
  const { t } = useTranslation("award");
  const { me } = useSession();
  const money = useMoney();
  const now = new Date().getFullYear();
  const [year, setYear] = useState(now);
  const id = me?.organisation.id ?? "";
  const query = useQuery({
    queryKey: ["room", id, year],
    queryFn: () =>
      body(
        client.GET("/api/v1/organisations/{id}/room", {
          params: { path: { id }, query: { year } },
        }),
      ),
  });
  const deals = useInfiniteQuery(dealsQuery("accepted"));
  const names = new Map(
    deals.data?.pages.flatMap((page) => page.items).map((deal) => [deal.id, deal.scenario.title]),
  );
  return (
    <>
      <PageHead
        title={t("room.title")}
        sub={t("room.sub")}
        actions={
          <Select
            value={year}
            onChange={setYear}
            aria-label={t("room.year")}
            style={{ width: 110 }}
            options={[0, 1, 2].map((back) => ({ value: now - back, label: String(now - back) }))}
          />
        }
      />
      <Loaded query={query}>
        {(room) => (
          <div className="stack">
            <div className="figures">
              {(["ceiling", "used", "left"] as const).map((name) => (
                <div className="figure" key={name}>
                  <div className="label">{t(`room.${name}`)}</div>
                  <div className="value">{money.amount(room[name])}</div>
                </div>
              ))}
            </div>
            <Panel flush title={t("room.entries")}>
              <Table
                rowKey="deal_id"
                pagination={false}
                dataSource={room.entries}
                locale={{ emptyText: <Nothing text={t("room.empty")} /> }}
                columns={[
                  {
                    title: t("room.project"),
                    key: "project",
                    render: (_, row) => (
                      <Link to={`/deals/${row.deal_id}`}>
                        {names.get(row.deal_id) ?? row.deal_id}
                      </Link>
                    ),
                  },
                  {
                    title: t("room.at"),
                    key: "at",
                    render: (_, row) => <span className="num">{minute(row.assessed_at)}</span>,
                  },
                  {
                    title: t("room.amount"),
                    key: "amount",
                    align: "right",
                    render: (_, row) => <span className="num">{money.exact(row.ceiling)}</span>,
                  },
                ]}
              />
            </Panel>
          </div>
        )}
      </Loaded>
    </>
  );
}
