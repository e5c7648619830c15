// Which project or expense goes under which article in which year?
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input, Select, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { body, client } from "@/api/client";
import type { PlanView } from "@/api/types";
import { Problem } from "@/shared/Problem";
import { Loaded, Nothing, PageHead, Panel, useMoney } from "@/shared/ui";
import { type FactValue, type Policy, policyQuery } from "./api";
import { FactField } from "./FactField";
import { useWords } from "./words";

interface Item {
  key: number;
  reference: string;
  article: string;
  from: string;
  years: number[];
  facts: Record<string, FactValue>;
}

const THIS_YEAR = new Date().getFullYear();
const YEARS = [0, 1, 2].map((more) => THIS_YEAR + more);
const MOST = 60;

export function PlanPage() {
  const query = useQuery(policyQuery);
  return (
    <Loaded query={query} rows={10}>
      {(policy) => <Planner policy={policy} />}
    </Loaded>
  );
}

function Planner({ policy }: { policy: Policy }) {
  const { t } = useTranslation("award");
  const [items, setItems] = useState<Item[]>([]);
  const find = useMutation({
    mutationFn: () =>
      body(
        client.POST("/api/v1/plan", {
          body: {
            policy: policy.id,
            items: items.map(({ key: _, article: __, ...item }) => item),
          },
        }),
      ),
  });
  const change = (key: number, next: Partial<Item>) =>
    setItems(items.map((item) => (item.key === key ? { ...item, ...next } : item)));
  const add = () =>
    setItems([
      ...items,
      {
        key: Math.max(0, ...items.map((item) => item.key)) + 1,
        reference: "",
        article: policy.articles[0]?.id ?? "",
        from: `${THIS_YEAR}-01-01`,
        years: [THIS_YEAR],
        facts: {},
      },
    ]);
  const own = useMutation({
    mutationFn: () => body(client.GET("/api/v1/plan/projects")),
    onSuccess: (projects) => {
      const taken = new Set(items.map((item) => item.reference));
      const first = Math.max(0, ...items.map((item) => item.key)) + 1;
      const more = projects
        .filter((project) => !taken.has(project.reference))
        .map((project, place) => ({
          key: first + place,
          reference: project.reference,
          article: project.article ?? policy.articles[0]?.id ?? "",
          from: project.from,
          years: project.years,
          facts: project.facts as Record<string, FactValue>,
        }));
      setItems([...items, ...more].slice(0, MOST));
    },
  });
  const ready =
    items.length > 0 && items.every((item) => item.reference.trim() && item.years.length > 0);
  return (
    <>
      <PageHead title={t("plan.title")} sub={t("plan.sub")} />
      <div className="stack">
        {items.length === 0 && (
          <div className="panel">
            <Nothing text={t("plan.empty")} />
          </div>
        )}
        {items.map((item) => (
          <ItemPanel
            key={item.key}
            policy={policy}
            item={item}
            onChange={(next) => change(item.key, next)}
            onRemove={() => setItems(items.filter((one) => one.key !== item.key))}
          />
        ))}
        <div className="row">
          <Button disabled={items.length >= MOST} onClick={add}>
            {t("plan.add")}
          </Button>
          <Button
            disabled={items.length >= MOST}
            loading={own.isPending}
            onClick={() => own.mutate()}
          >
            {t("plan.own")}
          </Button>
          <Button
            type="primary"
            disabled={!ready}
            loading={find.isPending}
            onClick={() => find.mutate()}
          >
            {t("plan.run")}
          </Button>
        </div>
        {own.data?.length === 0 && <p className="soft">{t("plan.ownNone")}</p>}
        {own.error && <Problem error={own.error} />}
        {find.error && <Problem error={find.error} />}
        {find.data && <Result view={find.data} />}
      </div>
    </>
  );
}

function ItemPanel(props: {
  policy: Policy;
  item: Item;
  onChange: (next: Partial<Item>) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation("award");
  const words = useWords();
  const { policy, item, onChange } = props;
  const asked = policy.facts.filter((fact) => fact.articles.includes(item.article));
  const set = (name: string, value: FactValue | null | undefined) => {
    const { [name]: _, ...rest } = item.facts;
    const stated = value === null || value === undefined || value === "";
    onChange({ facts: stated ? rest : { ...rest, [name]: value } });
  };
  return (
    <Panel
      title={item.reference || t("plan.items")}
      aside={
        <Button size="small" onClick={props.onRemove}>
          {t("common:action.remove")}
        </Button>
      }
    >
      <div className="row">
        <Input
          style={{ flex: "2 1 220px" }}
          maxLength={200}
          placeholder={t("plan.name")}
          aria-label={t("plan.name")}
          value={item.reference}
          onChange={(event) => onChange({ reference: event.target.value })}
        />
        <Select
          style={{ flex: "2 1 240px" }}
          aria-label={t("plan.kind")}
          value={item.article}
          onChange={(article) => onChange({ article, facts: {} })}
          showSearch={{ optionFilterProp: "label" }}
          options={policy.articles.map((article) => ({
            value: article.id,
            label: `${t("article", { number: article.number })} ${words(article.title)}`,
          }))}
        />
        <Input
          type="date"
          style={{ width: 150 }}
          aria-label={t("plan.from")}
          title={t("plan.from")}
          value={item.from}
          onChange={(event) => event.target.value && onChange({ from: event.target.value })}
        />
        <Select
          mode="multiple"
          style={{ flex: "1 1 160px" }}
          aria-label={t("plan.years")}
          placeholder={t("plan.years")}
          value={item.years}
          onChange={(years) => onChange({ years: years.toSorted((a, b) => a - b) })}
          options={[...new Set([...YEARS, ...item.years])].map((year) => ({
            value: year,
            label: String(year),
          }))}
        />
      </div>
      {asked.map((fact) => (
        <FactField
          key={fact.name}
          scope={`item-${item.key}`}
          fact={fact}
          value={item.facts[fact.name]}
          onChange={(value) => set(fact.name, value)}
        />
      ))}
    </Panel>
  );
}

function Result({ view }: { view: PlanView }) {
  const { t } = useTranslation("award");
  const money = useMoney();
  const { plan } = view;
  const runnerUp = plan.runner_up;
  return (
    <Panel
      title={t("plan.best")}
      aside={
        plan.proven
          ? t("plan.proven")
          : t("plan.unproven", { bound: money.amount(String(plan.bound)) })
      }
    >
      <p>
        {t("plan.total")} <b className="num">{money.exact(String(plan.best.total))}</b>
      </p>
      <Table
        rowKey={(row) => `${row.reference}-${row.article}-${row.year}`}
        size="small"
        pagination={false}
        scroll={{ x: "max-content" }}
        dataSource={plan.best.claims}
        locale={{ emptyText: <Nothing text={t("plan.none")} /> }}
        columns={[
          { title: t("plan.year"), dataIndex: "year" },
          {
            title: t("plan.article"),
            key: "article",
            render: (_, row) => t("article", { number: row.article }),
          },
          { title: t("plan.name"), dataIndex: "reference" },
          {
            title: t("plan.ofItem"),
            key: "of",
            align: "right",
            render: (_, row) => <span className="num">{money.exact(String(row.of_item))}</span>,
          },
          {
            title: t("plan.amount"),
            key: "amount",
            align: "right",
            render: (_, row) => (
              <span className="num">
                {t(row.kind === "ceiling" ? "ceiling" : "exact")} {money.exact(String(row.amount))}
              </span>
            ),
          },
        ]}
      />
      {plan.deciding.length > 0 && (
        <>
          <h3>{t("plan.deciding")}</h3>
          <ul>
            {plan.deciding.map((cap) => (
              <li key={`${cap.group}-${cap.year}`}>
                {t("plan.decidingRow", {
                  group: /^\d+$/.test(cap.group)
                    ? t("article", { number: cap.group })
                    : t(`group.${cap.group}`, { defaultValue: cap.group }),
                  year: cap.year ?? "",
                  room: money.amount(String(cap.room)),
                  more: money.amount(String(cap.held_back)),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {runnerUp && (
        <p>
          {t("plan.runnerUp")} <b className="num">{money.exact(String(runnerUp.total))}</b>{" "}
          <span className="soft">
            {runnerUp.claims
              .map(
                (one) => `${one.reference} → ${t("article", { number: one.article })} ${one.year}`,
              )
              .join("；")}
          </span>
        </p>
      )}
      {plan.unused.length > 0 && (
        <p className="soft">
          {t("plan.unused")} {plan.unused.join("、")}
        </p>
      )}
      <p className="small soft">
        {t("plan.rule")} {t(`plan.exclusion.${view.exclusion}`)}{" "}
        {view.counted_together > 0 && t("plan.counted", { count: view.counted_together })}
      </p>
    </Panel>
  );
}
