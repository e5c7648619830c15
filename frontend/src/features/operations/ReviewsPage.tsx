import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Segmented, Select, Spin } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useTerms } from "@/api/taxonomies";
import type { Scenario, Solution, SubjectKind } from "@/api/types";
import { scenarios } from "@/features/demand/api";
import { ScenarioView } from "@/features/demand/ScenarioView";
import { solutions } from "@/features/supply/api";
import { SolutionView } from "@/features/supply/SolutionView";
import { Problem, useFailure } from "@/shared/Problem";
import type { Decision } from "@/shared/subjects";
import { Loaded, minute, Nothing, PageHead, Panel } from "@/shared/ui";
import { queueQuery } from "./api";

export function ReviewsPage() {
  const { t } = useTranslation("operations");
  const [params, setParams] = useSearchParams();
  const kind: SubjectKind = params.get("kind") === "scenarios" ? "scenarios" : "solutions";
  const queue = useQuery(queueQuery(kind));
  const wanted = params.get("id");
  const current = queue.data?.find((item) => item.id === wanted) ?? queue.data?.[0];
  const choose = (next: Record<string, string>) => setParams({ kind, ...next });
  return (
    <>
      <PageHead
        title={t("reviews.title")}
        actions={
          <Segmented
            value={kind}
            onChange={(next) => setParams({ kind: next })}
            options={[
              { value: "solutions", label: t("queue.solutions") },
              { value: "scenarios", label: t("queue.scenarios") },
            ]}
          />
        }
      />
      {queue.error && <Problem error={queue.error} onRetry={() => void queue.refetch()} />}
      {queue.isPending && <Spin className="page-spin" />}
      {queue.data?.length === 0 && (
        <div className="panel">
          <Nothing text={t("reviews.empty")} />
        </div>
      )}
      {current && (
        <div className="columns left">
          <nav className="panel flush" aria-label={t("reviews.queue")}>
            {queue.data?.map((item) => (
              <button
                key={item.id}
                type="button"
                className="queue-item"
                aria-current={item.id === current.id}
                onClick={() => choose({ id: item.id })}
              >
                <b>{item.title}</b>
                <span className="soft small">
                  {item.organisation?.name}
                  <br />
                  {minute(item.submitted_at)}
                </span>
              </button>
            ))}
          </nav>
          <ReviewOne key={current.id} kind={kind} id={current.id} />
        </div>
      )}
    </>
  );
}

function ReviewOne({ kind, id }: { kind: SubjectKind; id: string }) {
  const solution = useQuery({ ...solutions.oneQuery(id), enabled: kind === "solutions" });
  const scenario = useQuery({ ...scenarios.oneQuery(id), enabled: kind === "scenarios" });
  return kind === "solutions" ? (
    <Loaded query={solution}>
      {(data) => (
        <div className="stack">
          <DecisionForm kind={kind} subject={data} />
          <SolutionView solution={data} />
        </div>
      )}
    </Loaded>
  ) : (
    <Loaded query={scenario}>
      {(data) => (
        <div className="stack">
          <DecisionForm kind={kind} subject={data} />
          <ScenarioView scenario={data} />
        </div>
      )}
    </Loaded>
  );
}

function DecisionForm({ kind, subject }: { kind: SubjectKind; subject: Solution | Scenario }) {
  const { t } = useTranslation("operations");
  const terms = useTerms();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ reasons?: string[]; note?: string }>();
  const [returning, setReturning] = useState(false);
  const fail = useFailure(form);
  const decide = useMutation<unknown, unknown, Decision>({
    mutationFn: (decision) => {
      const api = kind === "solutions" ? solutions : scenarios;
      return api.review(subject.id, decision);
    },
    onSuccess() {
      void message.success(t("common:done"));
      void queries.invalidateQueries({ queryKey: ["queue"] });
      void queries.invalidateQueries({ queryKey: [kind] });
    },
    onError: fail,
  });
  return (
    <Panel title={subject.content.title}>
      <div className="actions-bar">
        <Button
          type="primary"
          loading={decide.isPending && !returning}
          onClick={() => decide.mutate({ decision: "approve", reasons: [], note: "" })}
        >
          {t("reviews.approve")}
        </Button>
        <Button danger aria-expanded={returning} onClick={() => setReturning(!returning)}>
          {t("reviews.return")}
        </Button>
        <span className="soft small">
          {t("reviews.meta", {
            name: subject.organisation.name,
            at: minute(subject.submitted_at),
            percent: subject.completeness,
          })}
        </span>
      </div>
      {returning && (
        <Form
          form={form}
          layout="vertical"
          style={{ marginTop: 12 }}
          onFinish={({ reasons, note }) =>
            decide.mutate({ decision: "return", reasons: reasons ?? [], note: note ?? "" })
          }
        >
          <Form.Item
            name="reasons"
            label={t("reviews.reasons")}
            rules={[{ required: true, message: t("reviews.reasonsRequired") }]}
          >
            <Select
              mode="multiple"
              options={terms.options(
                "review_reasons",
                (term) => term.applies?.includes(kind.slice(0, -1)) ?? true,
              )}
            />
          </Form.Item>
          <Form.Item name="note" label={t("reviews.note")}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Form.Item>
          <Button danger type="primary" htmlType="submit" loading={decide.isPending}>
            {t("reviews.sendBack")}
          </Button>
        </Form>
      )}
    </Panel>
  );
}
