// Which models were learned, how good are they beside what serves, and which one ranks? For the operator.
import { useQuery } from "@tanstack/react-query";
import { Button, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { LearnedModel, ModelState, Models } from "@/api/types";
import { Chip, Loaded, minute, Nothing, PageHead, Panel, type Tone } from "@/shared/ui";
import { Experiments, StartExperiment } from "./Experiments";
import { ModelCard } from "./ModelCard";
import { modelsQuery, usePromote, useRollBack, useTrain } from "./modelsApi";
import { Reasoned } from "./Reasoned";

const TONES: Record<ModelState, Tone> = {
  candidate: "info",
  serving: "good",
  retired: "plain",
  refused: "warn",
};

export const short = (id: string) => id.slice(0, 10);

export function ModelsPage() {
  const { t } = useTranslation("models");
  const query = useQuery(modelsQuery);
  const train = useTrain();
  const roll = useRollBack();
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<string>();
  const chosen = (models: Models) =>
    models.items.find((model) => model.id === picked) ?? models.items[0];
  return (
    <>
      <PageHead
        title={t("title")}
        sub={
          <>
            {t("sub")} <Link to="/algorithm">{t("principle")}</Link>
          </>
        }
        actions={
          <>
            {query.data?.serving && (
              <Button danger onClick={() => setOpen(true)}>
                {t("rollBack")}
              </Button>
            )}
            <Button
              type="primary"
              loading={train.isPending}
              onClick={() => train.mutate(undefined as never)}
            >
              {t("train")}
            </Button>
          </>
        }
      />
      <Loaded query={query}>
        {(models) => (
          <div className="stack">
            <p className="soft small">
              {t("serving", { what: serving(models) ?? t("prior") })}
              {" · "}
              {models.train_hours > 0
                ? t("every", { hours: models.train_hours })
                : t("neverByItself")}
            </p>
            <Panel flush>
              <Table<LearnedModel>
                rowKey="id"
                size="small"
                pagination={false}
                scroll={{ x: "max-content" }}
                dataSource={models.items}
                locale={{ emptyText: <Nothing text={t("none")} /> }}
                columns={[
                  {
                    title: t("column.model"),
                    key: "model",
                    render: (_, model) => (
                      <Button
                        type="link"
                        size="small"
                        className="mono"
                        aria-pressed={model.id === chosen(models)?.id}
                        onClick={() => setPicked(model.id)}
                      >
                        {short(model.digest)}
                      </Button>
                    ),
                  },
                  {
                    title: t("column.state"),
                    key: "state",
                    render: (_, { state }) => (
                      <Chip tone={TONES[state]}>{t(`state.${state}`)}</Chip>
                    ),
                  },
                  {
                    title: t("column.trained"),
                    key: "trained",
                    responsive: ["md"],
                    render: (_, model) => <span className="num">{minute(model.created_at)}</span>,
                  },
                  {
                    title: t("column.pairs"),
                    key: "pairs",
                    responsive: ["md"],
                    align: "right",
                    render: (_, { data }) => <span className="num">{data.judgements}</span>,
                  },
                  {
                    title: t("column.scenarios"),
                    key: "scenarios",
                    responsive: ["md"],
                    align: "right",
                    render: (_, { measured }) => (
                      <span className="num">{measured?.scenarios ?? "—"}</span>
                    ),
                  },
                  {
                    title: t("column.ndcg"),
                    key: "ndcg",
                    responsive: ["md"],
                    align: "right",
                    render: (_, { measured }) => (
                      <span className="num">{measured?.candidate_ndcg.toFixed(3) ?? "—"}</span>
                    ),
                  },
                  {
                    title: t("column.difference"),
                    key: "difference",
                    render: (_, { measured }) =>
                      measured ? <Difference {...measured.difference} /> : "—",
                  },
                  {
                    key: "act",
                    align: "right",
                    render: (_, model) => (
                      <span className="tags">
                        <StartExperiment model={model} />
                        <Promote model={model} />
                      </span>
                    ),
                  },
                ]}
              />
            </Panel>
            <Chosen model={chosen(models)} />
            <Experiments name={(id) => name(models, id) ?? t("prior")} />
            <Moves models={models} />
          </div>
        )}
      </Loaded>
      <Reasoned
        open={open}
        title={t("rollBack")}
        note={t("rollBackNote")}
        danger
        busy={roll.isPending}
        onClose={() => setOpen(false)}
        onReason={(reason) => roll.mutate(reason, { onSuccess: () => setOpen(false) })}
      />
    </>
  );
}

/** The card of the row that was picked; the latest one's at first. */
function Chosen({ model }: { model: LearnedModel | undefined }) {
  const { t } = useTranslation("models");
  if (!model) return null;
  return (
    <Panel
      title={
        <>
          {t("card.title")} <span className="mono">{short(model.digest)}</span>
        </>
      }
      aside={<Chip tone={TONES[model.state]}>{t(`state.${model.state}`)}</Chip>}
    >
      <ModelCard model={model} />
    </Panel>
  );
}

const serving = (models: Models) => {
  const found = models.items.find((model) => model.id === models.serving);
  return found && short(found.digest);
};

/** What a model is called here; nothing for the prior. */
const name = (models: Models, id: string | null | undefined) =>
  id ? short(models.items.find((model) => model.id === id)?.digest ?? id) : undefined;

const signed = (value: number) => {
  const text = Math.abs(value).toFixed(3);
  if (text === "0.000") return text;
  return `${value < 0 ? "−" : "+"}${text}`;
};

/** A gain with its 95 % interval, in words and on a line around zero. */
function Difference({
  value,
  low,
  high,
}: {
  value: number;
  low?: number | null;
  high?: number | null;
}) {
  const { t } = useTranslation("models");
  const ends = [low ?? value, high ?? value] as const;
  const reach = Math.max(0.1, ...ends.map(Math.abs));
  const at = (x: number) => `${50 + (x / reach) * 48}%`;
  return (
    <span className="gain">
      <span className="num">
        {signed(value)}{" "}
        <span className="soft small">
          {t("interval", { low: signed(ends[0]), high: signed(ends[1]) })}
        </span>
      </span>
      <span className="gain-line" aria-hidden>
        <i className="zero" />
        <i className="span" style={{ left: at(ends[0]), right: `calc(100% - ${at(ends[1])})` }} />
        <i className="dot" style={{ left: at(value) }} />
      </span>
    </span>
  );
}

function Promote({ model }: { model: LearnedModel }) {
  const { t } = useTranslation("models");
  const promote = usePromote();
  const [open, setOpen] = useState(false);
  if (!model.promotable) return null;
  return (
    <>
      <Button type="primary" size="small" onClick={() => setOpen(true)}>
        {t("promote")}
      </Button>
      <Reasoned
        open={open}
        title={t("promote")}
        note={t("promoteNote")}
        busy={promote.isPending}
        onClose={() => setOpen(false)}
        onReason={(reason) =>
          promote.mutate({ id: model.id, reason }, { onSuccess: () => setOpen(false) })
        }
      />
    </>
  );
}

function Moves({ models }: { models: Models }) {
  const { t } = useTranslation("models");
  return (
    <Panel title={t("moves.title")}>
      {models.moves.length === 0 && <p className="soft">{t("moves.none")}</p>}
      {models.moves.map((move) => (
        <div key={move.at} className="case">
          <div className="row">
            <Chip tone={move.action === "promote" ? "good" : "warn"}>
              {t(`moves.${move.action}`)}
            </Chip>
            <span className="mono">
              {name(models, move.from) ?? t("prior")} → {name(models, move.to) ?? t("prior")}
            </span>
            <span className="soft num">
              {minute(move.at)} · {move.actor}
            </span>
          </div>
          <div className="small">{move.reason}</div>
        </div>
      ))}
    </Panel>
  );
}
