// Did it do what was agreed? The vendor states the values reached, the buyer confirms or returns.
import { Button, Form, Input, Modal, Select, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTerms } from "@/api/taxonomies";
import type { Deal, Indicator, ReturnReason } from "@/api/types";
import { useMove } from "@/features/deal/api";
import { Chip, Panel } from "@/shared/ui";
import { confirmAcceptance, returnAcceptance, submitAcceptance } from "./api";

function reached(line: Indicator): boolean | null {
  if (line.actual === null || line.actual === undefined) return null;
  return line.higher_is_better ? line.actual >= line.target : line.actual <= line.target;
}

export function IndicatorsPart({ indicators }: { indicators: Indicator[] }) {
  const { t } = useTranslation("outcome");
  return (
    <Panel flush title={t("indicators")}>
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={indicators}
        scroll={{ x: "max-content" }}
        columns={[
          {
            title: t("indicator"),
            key: "name",
            render: (_, line) => (
              <>
                {line.name} <span className="soft small">{line.unit}</span>
              </>
            ),
          },
          { title: t("baseline"), dataIndex: "baseline", align: "right", width: 90 },
          {
            title: t("target"),
            key: "target",
            align: "right",
            width: 100,
            render: (_, line) => `${line.higher_is_better ? "≥" : "≤"} ${line.target}`,
          },
          {
            title: t("actual"),
            key: "actual",
            align: "right",
            width: 90,
            render: (_, line) => <b>{line.actual ?? "—"}</b>,
          },
          {
            title: t("result"),
            key: "result",
            width: 90,
            render: (_, line) => {
              const met = reached(line);
              return met === null ? (
                <span className="soft">—</span>
              ) : (
                <Chip tone={met ? "good" : "bad"}>{t(met ? "met" : "missed")}</Chip>
              );
            },
          },
        ]}
      />
    </Panel>
  );
}

interface Measured {
  indicators: { id: string; actual: string }[];
  note?: string;
}

export function AcceptanceForm({ deal }: { deal: Deal }) {
  const { t } = useTranslation("outcome");
  const [form] = Form.useForm<Measured>();
  const send = useMove(
    deal.id,
    ({ indicators, note }: Measured) =>
      submitAcceptance(
        deal.id,
        indicators.map(({ id, actual }) => ({ id, actual: Number(actual) })),
        note ?? "",
      ),
    form,
  );
  return (
    <Panel title={t("submit.title")}>
      <Form
        form={form}
        layout="vertical"
        onFinish={send.mutate}
        initialValues={{
          indicators: deal.indicators.map((line) => ({ id: line.id, actual: "" })),
        }}
      >
        <Form.List name="indicators">
          {(fields) => (
            <div className="grid3">
              {fields.map((field, index) => {
                const line = deal.indicators[index];
                return (
                  <div key={field.key}>
                    <Form.Item name={[field.name, "id"]} hidden>
                      <Input />
                    </Form.Item>
                    <Form.Item
                      name={[field.name, "actual"]}
                      label={[line?.name, line?.unit].filter(Boolean).join(" / ")}
                      extra={t("submit.was", { baseline: line?.baseline, target: line?.target })}
                      rules={[
                        {
                          required: true,
                          pattern: /^-?\d+(\.\d+)?$/,
                          message: t("submit.number"),
                        },
                      ]}
                    >
                      <Input inputMode="decimal" />
                    </Form.Item>
                  </div>
                );
              })}
            </div>
          )}
        </Form.List>
        <Form.Item name="note" label={t("note")}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t("submit.send")}
        </Button>
      </Form>
    </Panel>
  );
}

export function AcceptanceDecision({ deal }: { deal: Deal }) {
  const { t } = useTranslation("outcome");
  const terms = useTerms();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<ReturnReason>();
  const confirm = useMove(deal.id, () => confirmAcceptance(deal.id));
  const back = useMove(deal.id, (why: ReturnReason) => returnAcceptance(deal.id, why), form);
  return (
    <div className="actions-bar">
      <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate(undefined)}>
        {t("confirm")}
      </Button>
      <Button danger onClick={() => setOpen(true)}>
        {t("return.act")}
      </Button>
      <Modal
        open={open}
        title={t("return.title")}
        okText={t("return.act")}
        okButtonProps={{ danger: true, loading: back.isPending }}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
      >
        <Form
          form={form}
          layout="vertical"
          onFinish={(why) => back.mutate(why, { onSuccess: () => setOpen(false) })}
        >
          <Form.Item
            name="reason"
            label={t("return.reason")}
            rules={[{ required: true, message: t("common:field.required") }]}
          >
            <Select
              options={terms.options(
                "review_reasons",
                (term) => term.applies?.includes("acceptance") ?? false,
              )}
            />
          </Form.Item>
          <Form.Item
            name="note"
            label={t("return.note")}
            rules={[{ required: true, whitespace: true, message: t("common:field.required") }]}
          >
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
        </Form>
      </Modal>
    </div>
  );
}
