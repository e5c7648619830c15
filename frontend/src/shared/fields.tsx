// Form fields that solutions and scenarios share.
import { Form, Input, Select, Space } from "antd";
import type { Rule } from "antd/es/form";
import { useTranslation } from "react-i18next";
import { useTerms } from "@/api/taxonomies";
import type { TaxonomyName } from "@/api/types";
import { isYuan } from "./money";

type Name = string | number | (string | number)[];

interface FieldProps {
  name: Name;
  label: string;
  required?: boolean;
  extra?: string;
}

export function useRequired(): Rule {
  const { t } = useTranslation();
  return { required: true, whitespace: true, message: t("field.required") };
}

export function TextField(
  props: FieldProps & { max?: number; rows?: number; placeholder?: string },
) {
  const required = useRequired();
  return (
    <Form.Item
      name={props.name}
      label={props.label}
      extra={props.extra}
      rules={props.required ? [required] : []}
    >
      {props.rows ? (
        <Input.TextArea
          autoSize={{ minRows: props.rows, maxRows: props.rows + 10 }}
          maxLength={props.max}
          showCount={props.max !== undefined}
          placeholder={props.placeholder}
        />
      ) : (
        <Input maxLength={props.max} placeholder={props.placeholder} />
      )}
    </Form.Item>
  );
}

export function MoneyField(props: FieldProps) {
  const { t } = useTranslation();
  const required = useRequired();
  const amount: Rule = {
    validator: (_, value?: string) =>
      !value || isYuan(value) ? Promise.resolve() : Promise.reject(new Error(t("field.amount"))),
  };
  return (
    <Form.Item
      label={props.label}
      extra={props.extra}
      required={props.required}
      // The unit stands beside the input; the name binds to the input alone.
    >
      <Space.Compact block>
        <Form.Item name={props.name} noStyle rules={props.required ? [required, amount] : [amount]}>
          <Input inputMode="decimal" className="num" aria-label={props.label} />
        </Form.Item>
        <Space.Addon>{t("money.unit")}</Space.Addon>
      </Space.Compact>
    </Form.Item>
  );
}

export function TermField(
  props: FieldProps & { taxonomy: TaxonomyName; multiple?: boolean; direction?: string },
) {
  const { t } = useTranslation();
  const terms = useTerms();
  const options = terms.options(
    props.taxonomy,
    (term) => !props.direction || !term.direction || term.direction === props.direction,
  );
  return (
    <Form.Item
      name={props.name}
      label={props.label}
      extra={props.extra}
      rules={props.required ? [{ required: true, message: t("field.required") }] : []}
    >
      <Select
        mode={props.multiple ? "multiple" : undefined}
        options={options}
        showSearch={{ optionFilterProp: "label" }}
        maxTagCount="responsive"
        allowClear={!props.required}
      />
    </Form.Item>
  );
}

export function DataLevelField(props: FieldProps) {
  const { t } = useTranslation();
  const terms = useTerms();
  return (
    <Form.Item
      name={props.name}
      label={props.label}
      extra={props.extra}
      rules={props.required ? [{ required: true, message: t("field.required") }] : []}
    >
      <Select placeholder={t("field.pick")} options={terms.dataLevelOptions()} />
    </Form.Item>
  );
}
