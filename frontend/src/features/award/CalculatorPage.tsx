// No login: choose what you do, answer what matters next, see every article with its reasons.
import { useQuery } from "@tanstack/react-query";
import { Alert, App, Button, Checkbox } from "antd";
import { useDeferredValue, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "@/features/identity/session";
import { Problem } from "@/shared/Problem";
import { Loaded, Nothing, PageHead, Panel, useMoney } from "@/shared/ui";
import { ArticleCard } from "./ArticleCard";
import { calculation, type FactValue, nextQuestions, type Policy, policyQuery } from "./api";
import { PrepareClaim } from "./claims/PrepareClaim";
import { FactField } from "./FactField";
import { readLink, type Shared, writeLink } from "./link";
import { useWords } from "./words";

/** What a visitor may be doing, and the articles that speak of it. */
const ACTIVITIES: Record<string, number[]> = {
  buy: [1, 2, 6],
  models: [3, 4, 5],
  products: [7, 8, 9],
  projects: [11, 12, 13, 14, 15],
  services: [10, 16, 17, 18, 19, 20],
};
const NAMES = Object.keys(ACTIVITIES);
const ORDER = ["eligible", "unknown", "not_stated", "not_in_force", "not_met"];

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
  const money = useMoney();
  const { me } = useSession();
  const { message } = App.useApp();
  const [{ activities, facts }, setShared] = useState<Shared>(() =>
    readLink(window.location.hash, policy.facts, NAMES),
  );
  const stated = useDeferredValue(facts);
  const result = useQuery(calculation(policy.id, stated));
  const next = useQuery(nextQuestions(policy.id, stated));

  useEffect(() => {
    const link = writeLink({ activities, facts });
    window.history.replaceState(window.history.state, "", `${window.location.pathname}${link}`);
  }, [activities, facts]);

  const set = (name: string, value: FactValue | null | undefined) =>
    setShared(({ facts: { [name]: _, ...rest }, ...before }) => ({
      ...before,
      facts:
        value === null || value === undefined || value === "" ? rest : { ...rest, [name]: value },
    }));
  const chosen = activities.flatMap((name) => ACTIVITIES[name] ?? []);
  const shows = (number: number) => chosen.length === 0 || chosen.includes(number);
  const ids = new Set(
    policy.articles.filter((article) => shows(article.number)).map((article) => article.id),
  );
  const questions = (next.data?.questions ?? []).filter(
    (question) => !(question.fact.name in facts) && question.articles.some((id) => ids.has(id)),
  );
  const defOf = (name: string) => policy.facts.find((fact) => fact.name === name);
  const [first, ...others] = questions.flatMap((question) => {
    const fact = defOf(question.fact.name);
    return fact ? [{ fact, stake: question.at_stake }] : [];
  });
  const answered = policy.facts.filter((fact) => fact.name in facts);
  // What is due stands first, what cannot be had last.
  const sorted = (result.data?.articles ?? [])
    .filter((article) => shows(article.number))
    .toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome) || a.number - b.number);
  const started = activities.length > 0 || answered.length > 0;
  const share = () =>
    navigator.clipboard
      .writeText(window.location.href)
      .then(() => message.success(t("calculator.shared")))
      .catch(() => message.info(window.location.href));

  return (
    <>
      <PageHead
        title={t("calculator.title")}
        sub={words(policy.title)}
        actions={
          started && (
            <span className="row no-print">
              <Button onClick={() => void share()}>{t("calculator.share")}</Button>
              <Button onClick={() => window.print()}>{t("calculator.print")}</Button>
              <Button onClick={() => setShared({ activities: [], facts: {} })}>
                {t("calculator.reset")}
              </Button>
            </span>
          )
        }
      />
      <div className="columns calculator">
        <div className="stack">
          <Panel title={t("calculator.activities")} aside={t("calculator.activitiesHint")}>
            <Checkbox.Group
              className="stack"
              value={activities}
              onChange={(now) => setShared({ activities: now, facts })}
              options={NAMES.map((name) => ({ value: name, label: t(`activity.${name}`) }))}
            />
          </Panel>
          {started && first && (
            <Panel title={t("calculator.next")}>
              <FactField
                key={first.fact.name}
                fact={first.fact}
                value={undefined}
                note={t("calculator.stake", { amount: money.amount(first.stake) })}
                onChange={(value) => set(first.fact.name, value)}
              />
              {others.length > 0 && (
                <details className="no-print" style={{ marginTop: 10 }}>
                  <summary className="soft">
                    {t("calculator.others")} ({others.length})
                  </summary>
                  {others.map(({ fact }) => (
                    <FactField
                      key={fact.name}
                      fact={fact}
                      value={undefined}
                      onChange={(value) => set(fact.name, value)}
                    />
                  ))}
                </details>
              )}
            </Panel>
          )}
          {answered.length > 0 && (
            <Panel title={t("calculator.answered")}>
              {answered.map((fact) => (
                <FactField
                  key={fact.name}
                  fact={fact}
                  value={facts[fact.name]}
                  onChange={(value) => set(fact.name, value)}
                />
              ))}
            </Panel>
          )}
        </div>
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
              <ArticleCard
                key={article.article}
                result={article}
                facts={policy.facts}
                action={
                  me &&
                  article.outcome === "eligible" &&
                  Number(article.exact ?? article.ceiling ?? 0) > 0 && (
                    <PrepareClaim result={article} policy={policy.id} facts={facts} />
                  )
                }
              />
            ))}
        </div>
      </div>
    </>
  );
}
