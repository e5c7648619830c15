import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Deal, DealMove } from "@/api/types";
import { AssessmentPart } from "@/features/award/AssessmentPart";
import { dealMoves, dealQuery, OPTIONAL, useMove } from "@/features/deal/api";
import { ContractForm, ContractView } from "@/features/deal/ContractPart";
import { DealRoad, DealStateTag, reachedOf } from "@/features/deal/DealState";
import { ProposalForm, ProposalView } from "@/features/deal/ProposalPart";
import { ReasonedMove } from "@/features/deal/ReasonedMove";
import { RequirementTable } from "@/features/demand/ScenarioView";
import {
  AcceptanceDecision,
  AcceptanceForm,
  IndicatorsPart,
} from "@/features/outcome/AcceptancePart";
import { EvidencePart } from "@/features/outcome/EvidencePart";
import { MilestonesPart } from "@/features/outcome/MilestonesPart";
import { Loaded, minute, PageHead, Panel, Props } from "@/shared/ui";

const ENDED = new Set(["declined", "rejected", "terminated", "accepted"]);
const REASONED = ["decline", "reject", "terminate"] as const;

export function DealPage() {
  const { id = "" } = useParams();
  const query = useQuery(dealQuery(id));
  return (
    <Loaded query={query} rows={12}>
      {(deal) => <DealContent deal={deal} />}
    </Loaded>
  );
}

function DealContent({ deal }: { deal: Deal }) {
  const { t } = useTranslation("deal");
  const { requirements } = deal.scenario;
  const may = (move: DealMove) => deal.moves.includes(move);
  const [again, setAgain] = useState(false);
  const essential = requirements.filter((line) => line.essential).map((line) => line.id);
  const unmet = (deal.proposal?.responses ?? []).filter(
    (row) => row.answer !== "meets" && essential.includes(row.requirement_id),
  ).length;
  const award = useMove(deal.id, () => dealMoves.award(deal.id));
  const delivering = deal.contract !== null && deal.contract !== undefined;

  return (
    <>
      <PageHead
        title={deal.scenario.title}
        tags={<DealStateTag state={deal.state} />}
        sub={
          <>
            {deal.buyer.name} ↔ {deal.vendor.name}
          </>
        }
        actions={
          <>
            {may("proposal") && deal.proposal && !again && (
              <Button onClick={() => setAgain(true)}>{t("proposal.again")}</Button>
            )}
            {may("award") && (
              <Popconfirm
                title={t("award.sure", { vendor: deal.vendor.name })}
                description={unmet > 0 ? t("award.unmet", { count: unmet }) : t("award.then")}
                okText={t("award.yes")}
                onConfirm={() => award.mutate(undefined)}
              >
                <Button type="primary" loading={award.isPending}>
                  {t("move.award")}
                </Button>
              </Popconfirm>
            )}
            {may("confirm") && <AcceptanceDecision deal={deal} />}
            {REASONED.filter(may).map((move) => (
              <ReasonedMove key={move} id={deal.id} move={move} />
            ))}
          </>
        }
      />
      <DealRoad state={deal.state} reached={reachedOf(deal)} />
      {deal.side && !ENDED.has(deal.state) && deal.moves.every((move) => OPTIONAL.has(move)) && (
        <Alert
          type="info"
          style={{ marginBottom: 12 }}
          title={t(deal.state === "interested" ? "waitingAnswer" : "waiting")}
        />
      )}
      <div className="columns">
        <div className="stack">
          {may("proposal") && (!deal.proposal || again) && (
            <ProposalForm
              id={deal.id}
              requirements={requirements}
              before={deal.proposal}
              onDone={() => setAgain(false)}
            />
          )}
          {may("contract") && <ContractForm deal={deal} />}
          {may("submit") && <AcceptanceForm deal={deal} />}
          {deal.state === "accepted" && <AssessmentPart deal={deal} />}
          {deal.contract && <ContractView contract={deal.contract} />}
          {delivering && <MilestonesPart deal={deal} mayComplete={may("complete_milestone")} />}
          {delivering && <IndicatorsPart indicators={deal.indicators} />}
          {delivering && <EvidencePart deal={deal} mayAdd={may("evidence")} />}
          {deal.proposal && <ProposalView proposal={deal.proposal} requirements={requirements} />}
          {!deal.proposal && !may("proposal") && requirements.length > 0 && (
            <Panel flush title={t("demand:requirements")}>
              <RequirementTable requirements={requirements} />
            </Panel>
          )}
        </div>
        <div className="stack">
          <Panel title={t("parties")}>
            <Props
              items={[
                { key: "b", label: t("buyer"), children: deal.buyer.name },
                {
                  key: "s",
                  label: t("scenario"),
                  children: (
                    <Link to={`/scenarios/${deal.scenario.id}`}>{deal.scenario.title}</Link>
                  ),
                },
                ...(deal.recommended
                  ? [
                      {
                        key: "r",
                        label: t("recommended"),
                        children: t("recommendedAt", {
                          position: deal.recommended.position,
                          at: minute(deal.recommended.at),
                        }),
                      },
                    ]
                  : []),
                { key: "v", label: t("vendor"), children: deal.vendor.name },
                {
                  key: "l",
                  label: t("solution"),
                  children: (
                    <Link to={`/solutions/${deal.solution.id}`}>{deal.solution.title}</Link>
                  ),
                },
              ]}
            />
          </Panel>
          <Panel title={t("events")}>
            <ol className="timeline">
              {deal.events.map((event) => (
                <li key={`${event.at}-${event.action}`}>
                  <div>{t(`event.${event.action}`, { defaultValue: event.action })}</div>
                  <div className="soft small">
                    {minute(event.at)} {event.actor}
                  </div>
                  {event.note && <div className="small">{event.note}</div>}
                </li>
              ))}
            </ol>
          </Panel>
        </div>
      </div>
    </>
  );
}
