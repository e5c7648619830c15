// The vendor's answer: how each requirement is met, for which price, in how many days.
import { Button, Form, Input, InputNumber, Radio, Table } from "antd";
import { useTranslation } from "react-i18next";
import type { Proposal, ProposalAnswer, ProposalInput, Requirement } from "@/api/types";
import { EssentialTag } from "@/features/demand/ScenarioView";
import { MoneyField, TextField } from "@/shared/fields";
import { Chip, Panel, type Tone, useMoney } from "@/shared/ui";
import { dealMoves, useMove } from "./api";

const TONES: Record<ProposalAnswer["answer"], Tone> = {
  meets: "good",
  partly: "warn",
  no: "bad",
};
const ANSWERS = Object.keys(TONES) as ProposalAnswer["answer"][];

/** What the line is accepted by. */
function Criterion({ line }: { line: Requirement }) {
  const { t } = useTranslation("demand");
  return line.criterion ? (
    <div className="soft small">{t("criterionIs", { text: line.criterion })}</div>
  ) : null;
}

export function ProposalView({
  proposal,
  requirements,
}: {
  proposal: Proposal;
  requirements: Requirement[];
}) {
  const { t } = useTranslation("deal");
  const money = useMoney();
  return (
    <Panel
      title={t("proposal.title")}
      aside={
        <span className="num">
          {money.amount(proposal.price)}
          {proposal.days ? ` · ${t("common:days", { count: proposal.days })}` : ""}
        </span>
      }
    >
      <p className="prose" style={{ marginBottom: 10 }}>
        {proposal.summary}
      </p>
      <Table
        size="small"
        pagination={false}
        rowKey="requirement_id"
        dataSource={proposal.responses}
        scroll={{ x: 560 }}
        columns={[
          {
            title: t("proposal.requirement"),
            key: "requirement",
            width: "42%",
            render: (_, row) => {
              const line = requirements.find((one) => one.id === row.requirement_id);
              return line ? (
                <>
                  {line.text} {line.essential && <EssentialTag essential />}
                  <Criterion line={line} />
                </>
              ) : (
                row.requirement_id
              );
            },
          },
          {
            title: t("proposal.answer"),
            key: "answer",
            width: 90,
            render: (_, row) => (
              <Chip tone={TONES[row.answer]}>{t(`proposal.answers.${row.answer}`)}</Chip>
            ),
          },
          { title: t("proposal.text"), dataIndex: "text" },
        ]}
      />
    </Panel>
  );
}

export function ProposalForm({
  id,
  requirements,
  before,
  onDone,
}: {
  id: string;
  requirements: Requirement[];
  /** The proposal that this one replaces. */
  before?: Proposal | null;
  onDone: () => void;
}) {
  const { t } = useTranslation("deal");
  const [form] = Form.useForm<ProposalInput>();
  const send = useMove(id, (proposal: ProposalInput) => dealMoves.propose(id, proposal), form);
  return (
    <Panel title={t("move.proposal")}>
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) => send.mutate(values, { onSuccess: onDone })}
        scrollToFirstError
        initialValues={{
          summary: before?.summary,
          price: before?.price,
          days: before?.days,
          responses: requirements.map(
            (line) =>
              before?.responses.find((response) => response.requirement_id === line.id) ?? {
                requirement_id: line.id,
                text: "",
              },
          ),
        }}
      >
        <TextField name="summary" label={t("proposal.summary")} rows={3} max={3000} required />
        <div className="grid2">
          <MoneyField name="price" label={t("proposal.price")} required />
          <Form.Item
            name="days"
            label={t("proposal.days")}
            rules={[{ required: true, message: t("common:field.required") }]}
          >
            <InputNumber min={1} max={3650} precision={0} style={{ width: "100%" }} />
          </Form.Item>
        </div>
        <Form.List name="responses">
          {(fields) =>
            fields.map((field, index) => {
              const line = requirements[index];
              return (
                <div key={field.key} className="line-card">
                  <div className="row" style={{ marginBottom: 6 }}>
                    <span className="num soft">{index + 1}</span>
                    <b className="grow">{line?.text}</b>
                    {line?.essential && <EssentialTag essential />}
                  </div>
                  {line && <Criterion line={line} />}
                  <Form.Item name={[field.name, "requirement_id"]} hidden>
                    <Input />
                  </Form.Item>
                  <div className="row" style={{ alignItems: "flex-start" }}>
                    <Form.Item
                      name={[field.name, "answer"]}
                      style={{ marginBottom: 10 }}
                      rules={[{ required: true, message: t("proposal.answerRequired") }]}
                    >
                      <Radio.Group
                        optionType="button"
                        aria-label={`${t("proposal.answer")} ${index + 1}`}
                        options={ANSWERS.map((value) => ({
                          value,
                          label: t(`proposal.answers.${value}`),
                        }))}
                      />
                    </Form.Item>
                    <Form.Item
                      name={[field.name, "text"]}
                      className="grow"
                      style={{ marginBottom: 10, minWidth: 220 }}
                      rules={[
                        {
                          required: true,
                          whitespace: true,
                          message: t("proposal.textRequired"),
                        },
                      ]}
                    >
                      <Input.TextArea
                        autoSize={{ minRows: 1, maxRows: 5 }}
                        maxLength={1000}
                        placeholder={t("proposal.textPlaceholder")}
                        aria-label={`${t("proposal.text")} ${index + 1}`}
                      />
                    </Form.Item>
                  </div>
                </div>
              );
            })
          }
        </Form.List>
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          {t("proposal.send")}
        </Button>
      </Form>
    </Panel>
  );
}
