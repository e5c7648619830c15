import { InboxOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Checkbox, Progress, Segmented, Table, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImportRun, SubjectKind } from "@/api/types";
import { Problem } from "@/shared/Problem";
import { Chip, minute, Nothing, PageHead, Panel } from "@/shared/ui";
import { importOver, importQuery, importsQuery, startImport } from "./api";

export function ImportsPage() {
  const { t } = useTranslation("operations");
  const queries = useQueryClient();
  const [kind, setKind] = useState<SubjectKind>("solutions");
  const [dryRun, setDryRun] = useState(true);
  const [publish, setPublish] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const list = useQuery(importsQuery);
  const start = useMutation({
    mutationFn: (chosen: File) => startImport(kind, dryRun, publish, chosen),
    onSuccess({ id }) {
      setCurrent(id);
      void queries.invalidateQueries({ queryKey: ["imports"], exact: true });
    },
  });
  return (
    <>
      <PageHead title={t("imports.title")} sub={t("imports.sub")} />
      <div className="columns even">
        <Panel title={t("imports.new")}>
          <div className="stack">
            <Segmented
              value={kind}
              onChange={setKind}
              options={[
                { value: "solutions", label: t("imports.solutions") },
                { value: "scenarios", label: t("imports.scenarios") },
              ]}
            />
            <Upload.Dragger
              accept=".csv,.jsonl,.ndjson"
              maxCount={1}
              fileList={file ? [{ uid: "1", name: file.name }] : []}
              beforeUpload={(chosen) => {
                setFile(chosen);
                return false;
              }}
              onRemove={() => setFile(null)}
            >
              <p>
                <InboxOutlined style={{ fontSize: 28, color: "var(--brand)" }} />
              </p>
              <p>{t("imports.drop")}</p>
            </Upload.Dragger>
            <Checkbox checked={dryRun} onChange={(event) => setDryRun(event.target.checked)}>
              {t("imports.dryRun")}
            </Checkbox>
            <Checkbox
              checked={publish}
              disabled={dryRun}
              onChange={(event) => setPublish(event.target.checked)}
            >
              {t("imports.publish")}
            </Checkbox>
            {start.error && <Problem error={start.error} />}
            <div>
              <Button
                type="primary"
                disabled={!file}
                loading={start.isPending}
                onClick={() => file && start.mutate(file)}
              >
                {t(dryRun ? "imports.check" : "imports.load")}
              </Button>
            </div>
          </div>
        </Panel>
        <Panel title={t("imports.progress")}>
          {current ? <ImportProgress id={current} /> : <Nothing text={t("imports.noneRunning")} />}
        </Panel>
      </div>
      <Panel flush title={t("imports.past")}>
        {list.error && <Problem error={list.error} onRetry={() => void list.refetch()} />}
        <Table
          rowKey="id"
          size="small"
          pagination={false}
          loading={list.isPending}
          dataSource={list.data}
          scroll={{ x: "max-content" }}
          locale={{ emptyText: <Nothing text={t("imports.empty")} /> }}
          columns={[
            {
              title: t("imports.file"),
              key: "file",
              render: (_, row) => (
                <Button type="link" style={{ padding: 0 }} onClick={() => setCurrent(row.id)}>
                  {row.file_name || row.id.slice(-8)}
                </Button>
              ),
            },
            {
              title: t("imports.kind"),
              key: "kind",
              render: (_, row) => t(`imports.${row.kind}s`),
            },
            {
              title: t("common:column.state"),
              key: "state",
              render: (_, row) => <ImportState job={row} />,
            },
            { title: t("imports.total"), dataIndex: "total", align: "right" },
            { title: t("imports.failed"), dataIndex: "failed", align: "right" },
            {
              title: t("imports.at"),
              key: "at",
              render: (_, row) => <span className="num">{minute(row.created_at)}</span>,
            },
          ]}
        />
      </Panel>
    </>
  );
}

function ImportState({ job }: { job: ImportRun }) {
  const { t } = useTranslation("operations");
  return (
    <>
      <Chip tone={job.state === "refused" ? "bad" : importOver(job) ? "good" : "info"}>
        {t(`imports.state.${job.state}`, { defaultValue: job.state })}
      </Chip>
      {job.dry_run && <Chip>{t("imports.dry")}</Chip>}
    </>
  );
}

function ImportProgress({ id }: { id: string }) {
  const { t } = useTranslation("operations");
  const query = useQuery(importQuery(id));
  if (query.error) return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  const job = query.data;
  if (!job) return null;
  const percent = job.total > 0 ? Math.round(((job.done + job.failed) / job.total) * 100) : 0;
  const { errors } = job;
  return (
    <div className="stack" aria-live="polite">
      <div className="row">
        <ImportState job={job} />
        <span className="num">
          {t("imports.counts", { done: job.done, total: job.total, failed: job.failed })}
        </span>
      </div>
      <Progress
        percent={importOver(job) ? 100 : percent}
        status={job.failed > 0 ? "exception" : importOver(job) ? "success" : "active"}
      />
      {errors.length > 0 && (
        <Table
          size="small"
          rowKey={(row) => `${row.row}-${row.column}-${row.code}`}
          pagination={{ pageSize: 20, hideOnSinglePage: true }}
          dataSource={errors}
          columns={[
            { title: t("imports.row"), dataIndex: "row", width: 60 },
            { title: t("imports.column"), dataIndex: "column", width: 120 },
            {
              title: t("imports.problem"),
              key: "problem",
              render: (_, row) => (
                <>
                  {t(`errors:${row.code}`, { defaultValue: row.code })}
                  <div className="soft small">{row.detail}</div>
                </>
              ),
            },
          ]}
        />
      )}
    </div>
  );
}
