// What the rules give for an accepted project: the ceiling, the year's room, every step.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { body, client } from "@/api/client";
import { ApiError } from "@/api/problem";
import type { Deal, Grounds, StoredAssessment } from "@/api/types";
import { Problem, useFailure } from "@/shared/Problem";
import { day, minute, Panel, useMoney } from "@/shared/ui";
import { ArticleCard, Ceiling } from "./ArticleCard";
import { policyQuery } from "./api";
import { PrepareClaim } from "./claims/PrepareClaim";

const GROUNDS = ["advanced", "replicable", "exemplary"] as const;
const UNDECIDED: Grounds = { advanced: null, replicable: null, exemplary: null };

export function AssessmentPart({ deal }: { deal: Deal }) {
  const { t } = useTranslation("award");
  const queries = useQueryClient();
  const fail = useFailure();
  const policy = useQuery(policyQuery);
  const [open, setOpen] = useState(false);
  const key = ["assessment", deal.id];
  const query = useQuery({
    queryKey: key,
    queryFn: async () => {
      try {
        return await body(
          client.GET("/api/v1/deals/{id}/assessment", { params: { path: { id: deal.id } } }),
        );
      } catch (error) {
        if (error instanceof ApiError && error.problem.status === 404) return null;
        throw error;
      }
    },
  });
  const assess = useMutation({
    mutationFn: (grounds: Grounds) =>
      body(
        client.POST("/api/v1/deals/{id}/assessment", {
          params: { path: { id: deal.id } },
          body: grounds,
        }),
      ),
    onSuccess(stored) {
      queries.setQueryData(key, stored);
      void queries.invalidateQueries({ queryKey: ["room"] });
      setOpen(false);
    },
    onError: fail,
  });
  const stored = query.data;
  const asking = query.isSuccess && (open || !stored);
  return (
    <Panel
      title={t("assessment.title")}
      aside={stored && t("assessment.at", { at: minute(stored.created_at) })}
    >
      {query.error && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {stored && !asking && (
        <Result
          stored={stored}
          facts={policy.data?.facts ?? []}
          claims={deal.side === "vendor"}
          onAgain={deal.side ? () => setOpen(true) : undefined}
        />
      )}
      {asking && !deal.side && <p className="soft">{t("assessment.notYet")}</p>}
      {asking && deal.side && (
        <GroundsForm busy={assess.isPending} onAssess={(grounds) => assess.mutate(grounds)} />
      )}
    </Panel>
  );
}

function Result({
  stored,
  facts,
  claims,
  onAgain,
}: {
  stored: StoredAssessment;
  /** Whether the reader is the one who may claim. */
  claims: boolean;
  facts: Parameters<typeof ArticleCard>[0]["facts"];
  onAgain?: () => void;
}) {
  const { t } = useTranslation("award");
  const money = useMoney();
  const { room } = stored;
  const article = stored.result.articles.find((one) => one.article === stored.article);
  return (
    <>
      <p className="row" style={{ marginBottom: 8 }}>
        {stored.ceiling ? <Ceiling value={stored.ceiling} /> : <b>{t("assessment.noCeiling")}</b>}
        <span className="soft small">{t("assessment.asOf", { on: day(stored.as_of) })}</span>
        {room.left && (
          <span className="soft small">
            {t("assessment.room", { year: room.year, left: money.amount(room.left) })}
          </span>
        )}
      </p>
      <p className="small soft">
        {t(Number(stored.ceiling) === 0 && stored.ceiling ? "assessment.noRoom" : "ceilingHint")}
      </p>
      {article && <ArticleCard result={article} facts={facts} open />}
      <div className="row between" style={{ marginTop: 8 }}>
        <span className="soft small">
          {t("assessment.rules")}{" "}
          <span className="mono" title={stored.policy_digest}>
            {stored.policy_digest.slice(0, 16)}
          </span>
        </span>
        {claims && article?.outcome === "eligible" && Number(stored.ceiling) > 0 && (
          <PrepareClaim result={article} assessment={stored.id} />
        )}
        {onAgain && (
          <Button size="small" onClick={onAgain}>
            {t("assessment.again")}
          </Button>
        )}
      </div>
    </>
  );
}

function GroundsForm({ busy, onAssess }: { busy: boolean; onAssess: (grounds: Grounds) => void }) {
  const { t } = useTranslation("award");
  const [grounds, setGrounds] = useState<Grounds>(UNDECIDED);
  return (
    <>
      <p className="soft small">{t("assessment.ask")}</p>
      {GROUNDS.map((name) => (
        <div className="row between fact" key={name}>
          <span id={`ground-${name}`}>{t(`ground.${name}`)}</span>
          <Segmented
            aria-labelledby={`ground-${name}`}
            value={grounds[name] === null ? "" : String(grounds[name])}
            onChange={(value) =>
              setGrounds({ ...grounds, [name]: value === "" ? null : value === "true" })
            }
            options={[
              { value: "true", label: t("common:yes") },
              { value: "false", label: t("common:no") },
              { value: "", label: t("calculator.open") },
            ]}
          />
        </div>
      ))}
      <Button type="primary" loading={busy} onClick={() => onAssess(grounds)}>
        {t("assessment.run")}
      </Button>
    </>
  );
}
