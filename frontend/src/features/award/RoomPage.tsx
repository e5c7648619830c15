import { useQuery } from "@tanstack/react-query";
import { Select, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { body, client } from "@/api/client";
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
                rowKey="claim_id"
                pagination={false}
                scroll={{ x: "max-content" }}
                dataSource={room.entries}
                locale={{ emptyText: <Nothing text={t("room.empty")} /> }}
                columns={[
                  {
                    title: t("room.project"),
                    key: "project",
                    render: (_, row) =>
                      row.organisation_id === id ? (
                        <Link to={`/claims/${row.claim_id}`}>{row.subject}</Link>
                      ) : (
                        <span className="soft">{t("room.other")}</span>
                      ),
                  },
                  {
                    title: t("room.state"),
                    key: "state",
                    render: (_, row) => t(`room.${row.state}`),
                  },
                  {
                    title: t("room.at"),
                    key: "at",
                    render: (_, row) => <span className="num">{minute(row.reserved_at)}</span>,
                  },
                  {
                    title: t("room.amount"),
                    key: "amount",
                    align: "right",
                    render: (_, row) => <span className="num">{money.exact(row.amount)}</span>,
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
