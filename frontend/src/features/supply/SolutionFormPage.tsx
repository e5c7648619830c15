import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Alert, Button, Form, Input, InputNumber, Select } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { useTerms } from "@/api/taxonomies";
import type { SolutionContent } from "@/api/types";
import { FormBar } from "@/shared/FormBar";
import { DataLevelField, MoneyField, TermField, TextField } from "@/shared/fields";
import { LastReview } from "@/shared/SubjectState";
import { Loaded, PageHead, Panel, StateTag } from "@/shared/ui";
import { useSubjectForm } from "@/shared/useSubjectForm";
import { solutions } from "./api";
import { CaseLines } from "./CaseLines";
import { missingOf } from "./missing";

const EMPTY: SolutionContent = {
  title: "",
  summary: "",
  description: "",
  direction: "",
  industries: [],
  technologies: [],
  deployments: [],
  regions: [],
  levels: [],
  data_level: null,
  price_low: null,
  price_high: null,
  delivery_days: null,
  filings: [],
  capabilities: [{ id: null, name: "", text: "" }],
  cases: [],
};

const orNull = (value: string | null | undefined) => value?.trim() || null;

function toContent(values: SolutionContent): SolutionContent {
  return {
    ...EMPTY,
    ...values,
    price_low: orNull(values.price_low),
    price_high: orNull(values.price_high),
    capabilities: values.capabilities.filter((line) => line?.name || line?.text),
    filings: values.filings.filter((line) => line?.kind && line?.number),
  };
}

export function SolutionFormPage() {
  const { id } = useParams();
  const { t } = useTranslation("supply");
  const terms = useTerms();
  const [form] = Form.useForm<SolutionContent>();
  const { query, save, submit } = useSubjectForm({
    kind: "solutions",
    id,
    api: solutions,
    form,
    toContent,
  });
  const values = Form.useWatch([], form) as SolutionContent | undefined;
  const revision = query.data?.revision;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision, not a new object, refills the form
  useEffect(() => {
    if (query.data) form.setFieldsValue({ ...EMPTY, ...query.data.content });
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
          title={<LastReview subject={query.data} api={solutions} />}
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
            rows={5}
            extra={t("form.descriptionHint")}
          />
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
              label={t("technologies")}
              taxonomy="technologies"
              multiple
            />
            <TermField
              name="deployments"
              label={t("deployments")}
              taxonomy="deployments"
              multiple
            />
            <TermField name="regions" label={t("form.regions")} taxonomy="regions" multiple />
            <TermField name="levels" label={t("levels")} taxonomy="levels" multiple />
            <DataLevelField name="data_level" label={t("dataLevel")} required />
          </div>
          <div className="grid3">
            <MoneyField name="price_low" label={t("form.priceLow")} />
            <MoneyField name="price_high" label={t("form.priceHigh")} />
            <Form.Item name="delivery_days" label={t("form.deliveryDays")}>
              <InputNumber min={1} max={3650} precision={0} style={{ width: "100%" }} />
            </Form.Item>
          </div>
        </Panel>
        <Panel title={t("capabilities")} aside={t("form.capabilitiesHint")}>
          <Form.List name="capabilities">
            {(fields, { add, remove }) => (
              <>
                {fields.map((field, index) => (
                  <div className="line" key={field.key}>
                    <Form.Item name={[field.name, "name"]} style={{ flex: "0 0 200px" }}>
                      <Input
                        placeholder={t("form.capabilityName")}
                        aria-label={`${t("form.capabilityName")} ${index + 1}`}
                        maxLength={60}
                      />
                    </Form.Item>
                    <Form.Item name={[field.name, "text"]} className="grow">
                      <Input.TextArea
                        autoSize={{ minRows: 1, maxRows: 4 }}
                        placeholder={t("form.capabilityText")}
                        aria-label={`${t("form.capabilityText")} ${index + 1}`}
                        maxLength={500}
                      />
                    </Form.Item>
                    <Button
                      icon={<DeleteOutlined />}
                      type="text"
                      aria-label={`${t("common:action.remove")} ${index + 1}`}
                      onClick={() => remove(field.name)}
                    />
                  </div>
                ))}
                <Button icon={<PlusOutlined />} onClick={() => add({ name: "", text: "" })}>
                  {t("form.addCapability")}
                </Button>
              </>
            )}
          </Form.List>
        </Panel>
        <Panel title={t("cases")} aside={t("form.casesHint")}>
          <CaseLines direction={values?.direction} />
        </Panel>
        <Panel title={t("filings")}>
          <Form.List name="filings">
            {(fields, { add, remove }) => (
              <>
                {fields.map((field, index) => (
                  <div className="line" key={field.key}>
                    <Form.Item name={[field.name, "kind"]} style={{ flex: "0 0 260px" }}>
                      <Select
                        options={terms.options("filings")}
                        aria-label={`${t("filingKind")} ${index + 1}`}
                        placeholder={t("filingKind")}
                      />
                    </Form.Item>
                    <Form.Item name={[field.name, "number"]} className="grow">
                      <Input
                        placeholder={t("filingNumber")}
                        aria-label={`${t("filingNumber")} ${index + 1}`}
                        maxLength={80}
                      />
                    </Form.Item>
                    <Button
                      icon={<DeleteOutlined />}
                      type="text"
                      aria-label={`${t("common:action.remove")} ${index + 1}`}
                      onClick={() => remove(field.name)}
                    />
                  </div>
                ))}
                <Button icon={<PlusOutlined />} onClick={() => add({})}>
                  {t("form.addFiling")}
                </Button>
              </>
            )}
          </Form.List>
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
