// One question of the rules. Numbers are taken when the field is left: a half-typed amount is no answer.
import { InputNumber, Segmented, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FactDef, FactValue } from "./api";
import { useWords } from "./words";

interface Props {
  fact: FactDef;
  value: FactValue | undefined;
  onChange: (value: FactValue | null | undefined) => void;
  /** Tells apart fields of one fact on one page. */
  scope?: string;
  /** What stands below the question. */
  note?: string;
}

export function FactField({ fact, value, onChange, scope = "fact", note }: Props) {
  const { t } = useTranslation("award");
  const words = useWords();
  const id = `${scope}-${fact.name.replaceAll(".", "-")}`;
  return (
    <div className="fact">
      <label htmlFor={id} id={`${id}-label`}>
        {words(fact.question)}
      </label>
      {note && <div className="soft small">{note}</div>}
      {fact.type === "bool" && (
        <Segmented
          id={id}
          aria-labelledby={`${id}-label`}
          value={value === undefined ? "" : String(value)}
          onChange={(next) => onChange(next === "" ? null : next === "true")}
          options={[
            { value: "true", label: t("common:yes") },
            { value: "false", label: t("common:no") },
            { value: "", label: t("calculator.open") },
          ]}
        />
      )}
      {fact.type === "choice" && (
        <Select
          id={id}
          allowClear
          style={{ width: "100%" }}
          value={value as string | undefined}
          onChange={onChange}
          options={fact.choices?.map((choice) => ({
            value: choice.value,
            label: words(choice.label),
          }))}
        />
      )}
      {(fact.type === "money" || fact.type === "count") && (
        <NumberField
          id={id}
          key={String(value)}
          whole={fact.type === "count"}
          unit={fact.type === "money" ? t("common:money.unit") : (fact.unit ?? undefined)}
          value={value}
          onChange={onChange}
        />
      )}
    </div>
  );
}

function NumberField(props: {
  id: string;
  whole: boolean;
  unit?: string;
  value: FactValue | undefined;
  onChange: Props["onChange"];
}) {
  const [draft, setDraft] = useState(props.value === undefined ? null : String(props.value));
  const take = () => {
    const before = props.value === undefined ? null : String(props.value);
    if (draft === before) return;
    if (draft === null || draft === "") props.onChange(null);
    else props.onChange(props.whole ? Number(draft) : draft);
  };
  return (
    <InputNumber<string>
      id={props.id}
      stringMode
      min="0"
      precision={props.whole ? 0 : undefined}
      controls={false}
      style={{ width: props.whole ? 160 : "100%" }}
      suffix={props.unit}
      value={draft}
      onChange={(next) => setDraft(next === null ? null : String(next))}
      onBlur={take}
      onPressEnter={take}
    />
  );
}
