// What was agreed: amount, dates, whether the parties are related, milestones and indicators.
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, DatePicker, Form, Input, Radio, Segmented } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import type { Contract, ContractInput, Deal } from "@/api/types";
import { MoneyField } from "@/shared/fields";
import { day, Panel, Props, useMoney } from "@/shared/ui";
import { dealMoves, useMove } from "./api";

export function ContractView({ contract }: { contract: Contract }) {
  const { t } = useTranslation("deal");
  const money = useMoney();
  return (
    <Panel title={t("contract.title")}>
      <Props
        wide
        items={[
          {
            key: "a",
            label: t("contract.amount"),
            children: <b className="num">{money.exact(contract.amount)}</b>,
          },
          { key: "s", label: t("contract.signedOn"), children: day(contract.signed_on) },
          {
            key: "p",
            label: t("contract.period"),
            children: `${day(contract.starts_on)} – ${day(contract.ends_on)}`,
          },
          {
            key: "r",
            label: t("contract.relatedShort"),
            children: [
              t(contract.related_party ? "contract.related" : "contract.unrelated"),
              contract.related_note,
            ]
              .filter(Boolean)
              .join(" · "),
          },
        ]}
      />
    </Panel>
  );
}

interface Values {
  amount: string;
  signed_on: Dayjs;
  period: [Dayjs, Dayjs];
  related_party: boolean;
  related_note?: string;
  milestones: { title: string; due_on: Dayjs }[];
  indicators: (Omit<NonNullable<ContractInput["indicators"]>[number], "baseline" | "target"> & {
    baseline: string;
    target: string;
  })[];
}

const iso = (date: Dayjs) => date.format("YYYY-MM-DD");

export function ContractForm({ deal }: { deal: Deal }) {
  const { t } = useTranslation("deal");
  const [form] = Form.useForm<Values>();
  const send = useMove(
    deal.id,
    ({ period, ...values }: Values) =>
      dealMoves.contract(deal.id, {
        ...values,
        signed_on: iso(values.signed_on),
        starts_on: iso(period[0]),
        ends_on: iso(period[1]),
        related_note: values.related_note?.trim() || null,
        milestones: values.milestones.map((line) => ({ ...line, due_on: iso(line.due_on) })),
        indicators: values.indicators.map((line) => ({
          ...line,
          baseline: Number(line.baseline),
          target: Number(line.target),
        })),
      }),
    form,
  );
  const related = Form.useWatch("related_party", form);
  const required = { required: true, message: t("common:field.required") };
  const days = deal.proposal?.days ?? 90;
  return (
    <Panel title={t("move.contract")}>
      <Form
        form={form}
        layout="vertical"
        onFinish={send.mutate}
        scrollToFirstError
        initialValues={{
          amount: deal.proposal?.price,
          signed_on: dayjs(),
          period: [dayjs(), dayjs().add(days, "day")],
          milestones: [{ title: t("contract.firstMilestone"), due_on: dayjs().add(days, "day") }],
          indicators: [{ name: "", unit: "", higher_is_better: true }],
        }}
      >
        <div className="grid4">
          <MoneyField name="amount" label={t("contract.amount")} required />
          <Form.Item name="signed_on" label={t("contract.signedOn")} rules={[required]}>
            <DatePicker style={{ width: "100%" }} maxDate={dayjs()} />
          </Form.Item>
          <Form.Item name="period" label={t("contract.period")} rules={[required]}>
            <DatePicker.RangePicker style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item
            name="related_party"
            label={t("contract.relatedQuestion")}
            rules={[{ required: true, message: t("contract.relatedRequired") }]}
          >
            <Radio.Group
              options={[
                { value: false, label: t("contract.unrelated") },
                { value: true, label: t("contract.related") },
              ]}
            />
          </Form.Item>
        </div>
        {related && (
          <Form.Item name="related_note" label={t("contract.relatedNote")} rules={[required]}>
            <Input maxLength={500} />
          </Form.Item>
        )}
        <h4 className="group">{t("milestones")}</h4>
        <Form.List name="milestones">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field, index) => (
                <div className="line" key={field.key}>
                  <Form.Item name={[field.name, "title"]} className="grow" rules={[required]}>
                    <Input aria-label={`${t("milestone")} ${index + 1}`} maxLength={100} />
                  </Form.Item>
                  <Form.Item name={[field.name, "due_on"]} rules={[required]}>
                    <DatePicker aria-label={`${t("due")} ${index + 1}`} />
                  </Form.Item>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={`${t("common:action.remove")} ${index + 1}`}
                    onClick={() => remove(field.name)}
                  />
                </div>
              ))}
              <Button icon={<PlusOutlined />} onClick={() => add({ title: "" })}>
                {t("contract.addMilestone")}
              </Button>
            </>
          )}
        </Form.List>
        <h4 className="group">{t("indicators")}</h4>
        <Form.List name="indicators">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field, index) => (
                <div className="line wrap" key={field.key}>
                  <Form.Item name={[field.name, "name"]} className="grow" rules={[required]}>
                    <Input
                      placeholder={t("indicator.name")}
                      aria-label={`${t("indicator.name")} ${index + 1}`}
                      maxLength={80}
                    />
                  </Form.Item>
                  {(["unit", "baseline", "target"] as const).map((name) => (
                    <Form.Item
                      key={name}
                      name={[field.name, name]}
                      rules={
                        name === "unit"
                          ? []
                          : [
                              required,
                              { pattern: /^-?\d+(\.\d+)?$/, message: t("contract.number") },
                            ]
                      }
                      style={{ width: 96 }}
                    >
                      <Input
                        placeholder={t(`indicator.${name}`)}
                        aria-label={`${t(`indicator.${name}`)} ${index + 1}`}
                        maxLength={20}
                      />
                    </Form.Item>
                  ))}
                  <Form.Item name={[field.name, "higher_is_better"]}>
                    <Segmented
                      options={[
                        { value: true, label: t("indicator.higher") },
                        { value: false, label: t("indicator.lower") },
                      ]}
                    />
                  </Form.Item>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={`${t("common:action.remove")} ${index + 1}`}
                    onClick={() => remove(field.name)}
                  />
                </div>
              ))}
              <Button icon={<PlusOutlined />} onClick={() => add({ higher_is_better: true })}>
                {t("contract.addIndicator")}
              </Button>
            </>
          )}
        </Form.List>
        <div style={{ marginTop: 14 }}>
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            {t("contract.send")}
          </Button>
        </div>
      </Form>
    </Panel>
  );
}
