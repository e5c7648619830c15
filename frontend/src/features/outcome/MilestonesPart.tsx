// Is the work on time? Each milestone is completed by the vendor.
import { Button, Table } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import type { Deal } from "@/api/types";
import { useMove } from "@/features/deal/api";
import { Chip, day, Panel } from "@/shared/ui";
import { completeMilestone } from "./api";

export function MilestonesPart({ deal, mayComplete }: { deal: Deal; mayComplete: boolean }) {
  const { t } = useTranslation("outcome");
  const complete = useMove(deal.id, (mid: string) => completeMilestone(deal.id, mid));
  return (
    <Panel flush title={t("milestones")}>
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={deal.milestones}
        columns={[
          { title: t("milestone"), dataIndex: "title" },
          {
            title: t("due"),
            key: "due",
            width: 130,
            render: (_, line) => <span className="num">{day(line.due_on)}</span>,
          },
          {
            title: t("common:column.state"),
            key: "state",
            width: 150,
            render: (_, line) =>
              line.done_at ? (
                <Chip tone="good">{t("completed", { on: day(line.done_at) })}</Chip>
              ) : (
                <Chip tone={dayjs(line.due_on).isBefore(dayjs(), "day") ? "bad" : "plain"}>
                  {t(dayjs(line.due_on).isBefore(dayjs(), "day") ? "overdue" : "open")}
                </Chip>
              ),
          },
          ...(mayComplete
            ? [
                {
                  title: "",
                  key: "act",
                  width: 100,
                  render: (_: unknown, line: Deal["milestones"][number]) =>
                    !line.done_at && (
                      <Button
                        size="small"
                        loading={complete.isPending && complete.variables === line.id}
                        onClick={() => complete.mutate(line.id)}
                      >
                        {t("complete")}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}
