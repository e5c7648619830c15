// What shows it? Files by their SHA-256, added by either party.
import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { Button, Form, Input, Table, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Deal } from "@/api/types";
import { useMove } from "@/features/deal/api";
import { useFailure } from "@/shared/Problem";
import { minute, Nothing, Panel } from "@/shared/ui";
import { downloadEvidence, uploadEvidence } from "./api";

const size = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

export function EvidencePart({ deal, mayAdd }: { deal: Deal; mayAdd: boolean }) {
  const { t } = useTranslation("outcome");
  const fail = useFailure();
  const [form] = Form.useForm<{ title: string }>();
  const [file, setFile] = useState<File | null>(null);
  const add = useMove(
    deal.id,
    ({ title, chosen }: { title: string; chosen: File }) => uploadEvidence(deal.id, title, chosen),
    form,
  );
  return (
    <Panel flush title={t("evidence.title")} aside={deal.evidence.length || undefined}>
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={deal.evidence}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: <Nothing text={t("evidence.empty")} /> }}
        columns={[
          {
            title: t("evidence.name"),
            key: "title",
            render: (_, line) => (
              <>
                {line.title}
                <div className="soft small">
                  {[line.file_name, size(line.size_bytes), line.organisation].join(" · ")}
                </div>
              </>
            ),
          },
          {
            title: "SHA-256",
            key: "hash",
            width: 150,
            render: (_, line) => (
              <span className="mono" title={line.sha256}>
                {line.sha256.slice(0, 16)}
              </span>
            ),
          },
          {
            title: t("evidence.at"),
            key: "at",
            width: 140,
            responsive: ["md"],
            render: (_, line) => <span className="num">{minute(line.created_at)}</span>,
          },
          {
            title: "",
            key: "get",
            width: 44,
            render: (_, line) => (
              <Button
                type="text"
                icon={<DownloadOutlined />}
                aria-label={`${t("common:action.download")} ${line.title}`}
                onClick={() => void downloadEvidence(deal.id, line).catch(fail)}
              />
            ),
          },
        ]}
      />
      {mayAdd && (
        <Form
          form={form}
          className="line"
          style={{ padding: "12px 16px 0" }}
          onFinish={({ title }) => {
            if (!file) return;
            add.mutate(
              { title, chosen: file },
              {
                onSuccess: () => {
                  form.resetFields();
                  setFile(null);
                },
              },
            );
          }}
        >
          <Form.Item
            name="title"
            className="grow"
            rules={[{ required: true, whitespace: true, message: t("evidence.titleRequired") }]}
          >
            <Input
              maxLength={100}
              placeholder={t("evidence.titlePlaceholder")}
              aria-label={t("evidence.name")}
            />
          </Form.Item>
          <Upload
            maxCount={1}
            fileList={file ? [{ uid: "1", name: file.name }] : []}
            beforeUpload={(chosen) => {
              setFile(chosen);
              return false;
            }}
            onRemove={() => setFile(null)}
          >
            <Button icon={<UploadOutlined />}>{t("evidence.choose")}</Button>
          </Upload>
          <Button htmlType="submit" disabled={!file} loading={add.isPending}>
            {t("evidence.add")}
          </Button>
        </Form>
      )}
    </Panel>
  );
}
