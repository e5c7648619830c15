import { useQuery } from "@tanstack/react-query";
import { Alert, Button, InputNumber, Segmented, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/shared/Problem";
import { Loaded, Nothing, PageHead, Panel } from "@/shared/ui";
import { ArticleCard } from "./ArticleCard";
import { calculation, type FactDef, type FactValue, type Policy, policyQuery } from "./api";
import { useWords } from "./words";

// Scenario projects, the articles that most visitors come for; any others can be chosen.
const SECTION_THREE = [11, 12, 13, 14, 15];

type Facts = Record<string, FactValue>;

export function CalculatorPage() {
  const query = useQuery(policyQuery);
  return (
    <Loaded query={query} rows={12}>
      {(policy) => <Calculator policy={policy} />}
    </Loaded>
  );
}

function Calculator({ policy }: { policy: Policy }) {
  const { t } = useTranslation("award");
  const words = useWords();
  const [facts, setFacts] = useState<Facts>({});
  const [chosen, setChosen] = useState<number[]>(SECTION_THREE);
  const stated = useDeferredValue(facts);
  const result = useQuery(calculation(policy.id, stated));

  const set = (name: string, value: FactValue | null | undefined) =>
    setFacts(({ [name]: _, ...rest }) =>
      value === null || value === undefined || value === "" ? rest : { ...rest, [name]: value },
    );
  const shows = (number: number) => chosen.length === 0 || chosen.includes(number);
  const ids = new Set(
    policy.articles.filter((article) => shows(article.number)).map((article) => article.id),
  );
  const asked = policy.facts.filter((fact) => fact.articles.some((id) => ids.has(id)));
  const results = (result.data?.articles ?? []).filter((article) => shows(article.number));
  // What is due stands first, what cannot be had last.
  const order = ["eligible", "unknown", "not_stated", "not_in_force", "not_met"];
  const sorted = results.toSorted(
    (a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || a.number - b.number,
  );
  const started = Object.keys(facts).length > 0;

  return (
    <>
      <PageHead title={t("calculator.title")} sub={words(policy.title)} />
      <div className="columns calculator">
        <Panel
          title={t("calculator.facts")}
          aside={
            started && (
              <Button size="small" onClick={() => setFacts({})}>
                {t("calculator.reset")}
              </Button>
            )
          }
        >
          <Select
            mode="multiple"
            value={chosen}
            onChange={setChosen}
            style={{ width: "100%", marginBottom: 10 }}
            placeholder={t("calculator.allArticles")}
            aria-label={t("calculator.articles")}
            maxTagCount="responsive"
            options={policy.articles.map((article) => ({
              value: article.number,
              label: `${t("article", { number: article.number })} ${words(article.title)}`,
            }))}
            showSearch={{ optionFilterProp: "label" }}
          />
          {asked.map((fact) => (
            <FactField
              key={fact.name}
              fact={fact}
              value={facts[fact.name]}
              onChange={(value) => set(fact.name, value)}
            />
          ))}
        </Panel>
        <div className="stack" aria-live="polite">
          <Alert type="info" showIcon title={t("calculator.notice")} />
          {result.error && <Problem error={result.error} onRetry={() => void result.refetch()} />}
          {!started && !result.error && (
            <div className="panel">
              <Nothing text={t("calculator.start")} />
            </div>
          )}
          {started &&
            sorted.map((article) => (
              <ArticleCard key={article.article} result={article} facts={policy.facts} />
            ))}
        </div>
      </div>
    </>
  );
}

function FactField({
  fact,
  value,
  onChange,
}: {
  fact: FactDef;
  value: FactValue | undefined;
  onChange: (value: FactValue | null | undefined) => void;
}) {
  const { t } = useTranslation("award");
  const words = useWords();
  const id = `fact-${fact.name.replaceAll(".", "-")}`;
  return (
    <div className="fact">
      <label htmlFor={id} id={`${id}-label`}>
        {words(fact.question)}
      </label>
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
      {fact.type === "money" && (
        <InputNumber<string>
          id={id}
          stringMode
          min="0"
          controls={false}
          style={{ width: "100%" }}
          suffix={t("common:money.unit")}
          value={(value as string | undefined) ?? null}
          onChange={(next) => onChange(next === null ? null : String(next))}
        />
      )}
      {fact.type === "count" && (
        <InputNumber
          id={id}
          min={0}
          precision={0}
          style={{ width: 140 }}
          suffix={fact.unit ?? undefined}
          value={(value as number | undefined) ?? null}
          onChange={onChange}
        />
      )}
    </div>
  );
}
