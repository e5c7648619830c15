import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Table } from "antd";
import { useTranslation } from "react-i18next";
import type { Jobs } from "@/api/types";
import { useFailure } from "@/shared/Problem";
import { Loaded, minute, Nothing, PageHead, Panel } from "@/shared/ui";
import { jobsQuery, retryJob } from "./api";

const STATES = ["queued", "running", "done", "dead"] as const;

/** One row for each kind of job, with its number in each state. */
function byKind({ counts }: Jobs) {
  return [...new Set(counts.map((count) => count.kind))].toSorted().map((kind) => ({
    kind,
    ...Object.fromEntries(
      STATES.map((state) => [
        state,
        counts.find((count) => count.kind === kind && count.state === state)?.count ?? 0,
      ]),
    ),
  }));
}

export function JobsPage() {
  const { t } = useTranslation("operations");
  const queries = useQueryClient();
  const query = useQuery(jobsQuery);
  const fail = useFailure();
  const retry = useMutation({
    mutationFn: retryJob,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["jobs"] }),
    onError: fail,
  });
  const kindName = (kind: string) => t(`jobs.kind.${kind}`, { defaultValue: kind });
  return (
    <>
      <PageHead title={t("jobs.title")} sub={t("jobs.sub")} />
      <Loaded query={query}>
        {(jobs) => (
          <div className="stack">
            <div className="figures">
              {(
                [
                  ["open", jobs.open],
                  ["dead", jobs.dead.length],
                  ["indexedSolutions", jobs.indexed_solutions],
                  ["indexedScenarios", jobs.indexed_scenarios],
                ] as const
              ).map(([name, value]) => (
                <div className="figure" key={name}>
                  <div className="label">{t(`jobs.${name}`)}</div>
                  <div className="value">{value}</div>
                </div>
              ))}
            </div>
            <Panel flush title={t("jobs.byKind")}>
              <Table
                rowKey="kind"
                size="small"
                pagination={false}
                scroll={{ x: "max-content" }}
                dataSource={byKind(jobs)}
                locale={{ emptyText: <Nothing text={t("jobs.empty")} /> }}
                columns={[
                  { title: t("jobs.what"), key: "kind", render: (_, row) => kindName(row.kind) },
                  ...STATES.map((state) => ({
                    title: t(`jobs.${state}`),
                    dataIndex: state,
                    align: "right" as const,
                    width: 110,
                  })),
                ]}
              />
            </Panel>
            {jobs.dead.length > 0 && (
              <Panel flush title={t("jobs.deadTitle")}>
                <Table
                  rowKey="id"
                  size="small"
                  pagination={false}
                  scroll={{ x: "max-content" }}
                  dataSource={jobs.dead}
                  columns={[
                    { title: t("jobs.what"), key: "kind", render: (_, row) => kindName(row.kind) },
                    {
                      title: t("jobs.subject"),
                      key: "subject",
                      render: (_, row) => <span className="mono">{row.subject}</span>,
                    },
                    { title: t("jobs.attempts"), dataIndex: "attempts", align: "right" },
                    { title: t("jobs.error"), dataIndex: "last_error" },
                    { title: t("jobs.at"), key: "at", render: (_, row) => minute(row.finished_at) },
                    {
                      title: "",
                      key: "act",
                      render: (_, row) => (
                        <Button
                          size="small"
                          loading={retry.isPending && retry.variables === row.id}
                          onClick={() => retry.mutate(row.id)}
                        >
                          {t("common:action.retry")}
                        </Button>
                      ),
                    },
                  ]}
                />
              </Panel>
            )}
          </div>
        )}
      </Loaded>
    </>
  );
}
