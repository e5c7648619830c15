// Whose rows do people choose where a candidate is put to them beside what serves?
import { useQuery } from "@tanstack/react-query";
import { Button, Form, InputNumber, Table } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Experiment, ExperimentReading, LearnedModel } from "@/api/types";
import { Chip, Loaded, minute, Nothing, Panel, type Tone } from "@/shared/ui";
import {
  experimentSizeQuery,
  experimentsQuery,
  useStartExperiment,
  useStopExperiment,
} from "./experimentsApi";
import { Reasoned } from "./Reasoned";

const TONES: Record<ExperimentReading, Tone> = {
  leads: "good",
  trails: "warn",
  no_difference: "plain",
};

/** Shares of a hundred that can be planned for, and decided lists: as the server checks them. */
const SHARES = { min: 55, max: 95, first: 60 };
const LISTS = { min: 6, max: 10_000 };

/** Starts one for a candidate, where none runs. */
export function StartExperiment({ model }: { model: LearnedModel }) {
  const { t } = useTranslation("models");
  const { data } = useQuery(experimentsQuery);
  const start = useStartExperiment();
  const [open, setOpen] = useState(false);
  const [lists, setLists] = useState<number | null>(null);
  if (model.state !== "candidate" || !data || data.running) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("experiment.start")}
      </Button>
      <Reasoned
        open={open}
        title={t("experiment.start")}
        note={t("experiment.startNote")}
        busy={start.isPending}
        onClose={() => setOpen(false)}
        onReason={(reason) =>
          start.mutate({ id: model.id, reason, lists }, { onSuccess: () => setOpen(false) })
        }
      >
        <Plan lists={lists} onLists={setLists} />
      </Reasoned>
    </>
  );
}

/** At how many decided lists it ends by itself, and how many it takes to find something. */
function Plan(props: { lists: number | null; onLists: (lists: number | null) => void }) {
  const { t } = useTranslation("models");
  const [share, setShare] = useState<number | null>(SHARES.first);
  const { data: size } = useQuery(experimentSizeQuery(share));
  return (
    <>
      <Form.Item
        label={t("experiment.plan.share")}
        extra={
          size && (
            <>
              {t("experiment.plan.needs", {
                share: share ?? 0,
                other: 100 - (share ?? 0),
                lists: size.lists,
                chance: size.chance * 100,
                power: size.power * 100,
              })}{" "}
              <Button type="link" size="small" onClick={() => props.onLists(size.lists)}>
                {t("experiment.plan.take", { lists: size.lists })}
              </Button>
            </>
          )
        }
      >
        <InputNumber
          aria-label={t("experiment.plan.share")}
          min={SHARES.min}
          max={SHARES.max}
          precision={0}
          suffix="%"
          value={share}
          onChange={setShare}
        />
      </Form.Item>
      <Form.Item label={t("experiment.plan.lists")} extra={t("experiment.plan.note")}>
        <InputNumber
          aria-label={t("experiment.plan.lists")}
          min={LISTS.min}
          max={LISTS.max}
          precision={0}
          value={props.lists}
          onChange={props.onLists}
        />
      </Form.Item>
    </>
  );
}

export function Experiments({ name }: { name: (id: string | null | undefined) => string }) {
  const { t } = useTranslation("models");
  const query = useQuery(experimentsQuery);
  const count = (key: "shown" | "candidate" | "serving" | "ties") => ({
    title: t(`experiment.column.${key}`),
    key,
    align: "right" as const,
    render: (_: unknown, { outcome }: Experiment) => <span className="num">{outcome[key]}</span>,
  });
  return (
    <Panel title={t("experiment.title")}>
      <p className="soft small">{t("experiment.note")}</p>
      <Loaded query={query} rows={2}>
        {({ items }) => (
          <Table<Experiment>
            rowKey="id"
            size="small"
            className="experiments"
            pagination={false}
            scroll={{ x: "max-content" }}
            dataSource={items}
            locale={{ emptyText: <Nothing text={t("experiment.none")} /> }}
            columns={[
              {
                title: t("experiment.column.sides"),
                key: "sides",
                render: (_, it) => (
                  <>
                    <span className="mono">
                      {t("experiment.sides", {
                        candidate: name(it.candidate),
                        serving: name(it.serving),
                      })}
                    </span>
                    <div className="soft small">
                      {it.reason} · {it.started_by}
                    </div>
                  </>
                ),
              },
              {
                title: t("experiment.column.reading"),
                key: "reading",
                render: (_, { outcome, planned_lists }) => (
                  <>
                    <Chip tone={TONES[outcome.reading]}>
                      {t(`experiment.reading.${outcome.reading}`)}
                    </Chip>
                    {planned_lists && (
                      <div className="soft small num">
                        {t("experiment.plan.progress", {
                          decided: outcome.candidate + outcome.serving,
                          lists: planned_lists,
                        })}
                      </div>
                    )}
                  </>
                ),
              },
              count("shown"),
              count("candidate"),
              count("serving"),
              count("ties"),
              {
                title: t("experiment.column.preference"),
                key: "preference",
                align: "right",
                render: (_, { outcome }) => (
                  <span className="num">{outcome.preference?.toFixed(3) ?? "—"}</span>
                ),
              },
              {
                title: t("experiment.column.p"),
                key: "p",
                align: "right",
                render: (_, { outcome }) => (
                  <span className="num">{outcome.p_value.toFixed(3)}</span>
                ),
              },
              {
                title: t("experiment.column.period"),
                key: "period",
                render: (_, it) => <Period it={it} />,
              },
              {
                key: "act",
                align: "right",
                render: (_, it) => it.state === "running" && <Stop id={it.id} />,
              },
            ]}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function Period({ it }: { it: Experiment }) {
  const { t } = useTranslation("models");
  return (
    <>
      <span className="num">
        {minute(it.started_at)} – {it.ended_at ? minute(it.ended_at) : t("experiment.running")}
      </span>
      {it.ended_by && (
        <div className="soft small">
          {t(`experiment.end.${it.ended_by}`)}
          {it.end_reason && ` ${it.end_reason}`}
          {it.stopped_by && ` · ${it.stopped_by}`}
        </div>
      )}
    </>
  );
}

function Stop({ id }: { id: string }) {
  const { t } = useTranslation("models");
  const stop = useStopExperiment();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" danger onClick={() => setOpen(true)}>
        {t("experiment.stop")}
      </Button>
      <Reasoned
        open={open}
        title={t("experiment.stop")}
        note={t("experiment.stopNote")}
        danger
        busy={stop.isPending}
        onClose={() => setOpen(false)}
        onReason={(reason) => stop.mutate({ id, reason }, { onSuccess: () => setOpen(false) })}
      />
    </>
  );
}
