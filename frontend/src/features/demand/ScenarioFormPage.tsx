import { Alert, DatePicker, Form, InputNumber } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import type { ScenarioContent } from "@/api/types";
import { FormBar } from "@/shared/FormBar";
import { DataLevelField, MoneyField, TermField, TextField } from "@/shared/fields";
import { LastReview } from "@/shared/SubjectState";
import { Loaded, PageHead, Panel, StateTag } from "@/shared/ui";
import { useSubjectForm } from "@/shared/useSubjectForm";
import { scenarios } from "./api";
import { missingOf } from "./missing";
import { RequirementLines } from "./RequirementLines";

/** What the form holds: as the content, but with a date that the picker understands. */
type Values = Omit<ScenarioContent, "answers_due"> & { answers_due?: Dayjs | null };

const EMPTY: Values = {
  title: "",
  summary: "",
  description: "",
  direction: "",
  industries: [],
  technologies: [],
  deployments: [],
  region: "",
  level: "",
  data_level: null,
  budget: null,
  days: null,
  requirements: [{ text: "", essential: true, weight: 3 }],
};

function toContent(values: Values): ScenarioContent {
  return {
    ...EMPTY,
    ...values,
    budget: values.budget?.trim() || null,
    answers_due: values.answers_due?.format("YYYY-MM-DD") ?? null,
    requirements: values.requirements
      .filter((line) => line?.text?.trim())
      .map((line) => ({ ...line, criterion: line.criterion?.trim() || null })),
  };
}

export function ScenarioFormPage() {
  const { id } = useParams();
  const { t } = useTranslation("demand");
  const [form] = Form.useForm<Values>();
  const { query, save, submit } = useSubjectForm({
    kind: "scenarios",
    id,
    api: scenarios,
    form,
    toContent,
  });
  const values = Form.useWatch([], form) as Values | undefined;
  const revision = query.data?.revision;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision, not a new object, refills the form
  useEffect(() => {
    const content = query.data?.content;
    if (content)
      form.setFieldsValue({
        ...EMPTY,
        ...content,
        answers_due: content.answers_due ? dayjs(content.answers_due) : null,
      });
  }, [revision, form]);

  const completeness = missingOf(toContent({ ...EMPTY, ...values }));
  const page = (
    <div className="form-page">
      <PageHead
        title={t(id ? "form.edit" : "form.new")}
        tags={query.data && <StateTag state={query.data.state} />}
      />
      {query.data?.state === "returned" && (
        <Alert
          type="warning"
          style={{ marginBottom: 12 }}
          title={<LastReview subject={query.data} api={scenarios} />}
        />
      )}
      <Form form={form} layout="vertical" initialValues={EMPTY} scrollToFirstError>
        <Panel title={t("form.basics")}>
          <TextField name="title" label={t("common:column.title")} max={60} required />
          <TextField name="summary" label={t("summary")} max={200} rows={2} required />
          <TextField
            name="description"
            label={t("description")}
            max={5000}
            rows={4}
            extra={t("form.descriptionHint")}
          />
        </Panel>
        <Panel title={t("requirements")} aside={t("form.requirementsHint")}>
          <RequirementLines />
        </Panel>
        <Panel title={t("form.scope")}>
          <div className="grid3">
            <TermField
              name="direction"
              label={t("common:column.direction")}
              taxonomy="directions"
              required
            />
            <TermField
              name="industries"
              label={t("industries")}
              taxonomy="industries"
              direction={values?.direction}
              multiple
            />
            <TermField
              name="technologies"
              label={t("form.technologies")}
              taxonomy="technologies"
              multiple
            />
            <TermField
              name="deployments"
              label={t("form.deployments")}
              taxonomy="deployments"
              multiple
            />
            <TermField name="region" label={t("region")} taxonomy="regions" required />
            <TermField name="level" label={t("level")} taxonomy="levels" required />
            <DataLevelField name="data_level" label={t("dataLevel")} required />
            <MoneyField name="budget" label={t("budget")} />
            <Form.Item name="answers_due" label={t("answersDue")}>
              <DatePicker
                style={{ width: "100%" }}
                minDate={dayjs().add(1, "day")}
                presets={[14, 30, 60].map((count) => ({
                  label: t("form.inDays", { count }),
                  value: dayjs().add(count, "day"),
                }))}
              />
            </Form.Item>
            <Form.Item name="days" label={t("form.days")}>
              <InputNumber min={1} max={3650} precision={0} style={{ width: "100%" }} />
            </Form.Item>
          </div>
        </Panel>
        <FormBar
          completeness={completeness}
          nameOf={(field) => t(`missing.${field}`)}
          saving={save.isPending}
          submitting={submit.isPending}
          onSave={() => save.mutate()}
          onSubmit={() =>
            void form.validateFields().then(
              () => submit.mutate(),
              () => undefined,
            )
          }
        />
      </Form>
    </div>
  );
  return id && !query.data ? <Loaded query={query}>{() => null}</Loaded> : page;
}
