// How often buyers were shown this solution, at which places, and what came of it, month by month.
import { useQuery } from "@tanstack/react-query";
import { Table } from "antd";
import { useTranslation } from "react-i18next";
import type { Showings } from "@/api/types";
import { Loaded, Nothing, Panel } from "@/shared/ui";
import { showingsQuery } from "./api";

type Month = Showings["months"][number];
const COUNTS = ["shown", "opened", "invited", "answered", "won"] as const;

export function ShowingsPanel({ id }: { id: string }) {
  const { t } = useTranslation("matching");
  const query = useQuery(showingsQuery(id));
  const places = (came: Showings["total"]) =>
    came.best_place == null
      ? "—"
      : t("showings.place", { best: came.best_place, mean: came.mean_place?.toFixed(1) });
  return (
    <Panel title={t("showings.title")}>
      <p className="soft small">{t("showings.note")}</p>
      <Loaded query={query}>
        {(seen) =>
          seen.months.length === 0 ? (
            <Nothing text={t("showings.none")} />
          ) : (
            <>
              <Table<Month>
                size="small"
                rowKey="month"
                pagination={false}
                scroll={{ x: "max-content" }}
                dataSource={seen.months}
                columns={[
                  { title: t("showings.month"), dataIndex: "month", className: "num" },
                  ...COUNTS.slice(0, 1).map((key) => count(t, key)),
                  {
                    title: t("showings.places"),
                    key: "places",
                    render: (_, month) => <span className="num">{places(month)}</span>,
                  },
                  ...COUNTS.slice(1).map((key) => count(t, key)),
                ]}
                summary={() =>
                  seen.months.length > 1 && (
                    <Table.Summary.Row>
                      <Table.Summary.Cell index={0}>{t("showings.total")}</Table.Summary.Cell>
                      <Table.Summary.Cell index={1} align="right">
                        <span className="num">{seen.total.shown}</span>
                      </Table.Summary.Cell>
                      <Table.Summary.Cell index={2}>
                        <span className="num">{places(seen.total)}</span>
                      </Table.Summary.Cell>
                      {COUNTS.slice(1).map((key, index) => (
                        <Table.Summary.Cell key={key} index={index + 3} align="right">
                          <span className="num">{seen.total[key]}</span>
                        </Table.Summary.Cell>
                      ))}
                    </Table.Summary.Row>
                  )
                }
              />
              {seen.places.length > 0 && (
                <p className="small" style={{ marginTop: 8 }}>
                  {t("showings.byPlace")}{" "}
                  {seen.places
                    .map(({ place, shown, opened }) => t("showings.at", { place, shown, opened }))
                    .join(t("showings.and"))}
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}

const count = (t: (key: string) => string, key: (typeof COUNTS)[number]) => ({
  title: t(`showings.${key}`),
  key,
  align: "right" as const,
  render: (_: unknown, month: Month) => <span className="num">{month[key]}</span>,
});
