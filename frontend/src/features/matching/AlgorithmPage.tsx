// How are lists ranked, what is recorded, and how does an organisation refuse? Public.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Switch, Table, Tag } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Algorithm } from "@/api/types";
import { useSession } from "@/features/identity/session";
import { useFailure } from "@/shared/Problem";
import { Loaded, minute, PageHead, Panel } from "@/shared/ui";
import { algorithmQuery, learningQuery, setLearning } from "./algorithmApi";

type Feature = Algorithm["features"][number];

export function AlgorithmPage() {
  const { t } = useTranslation("algorithm");
  const query = useQuery(algorithmQuery);
  const { me } = useSession();
  const choice = <Panel title={t("switch.title")}>{me ? <OwnSwitch /> : <Guest />}</Panel>;
  return (
    <>
      <PageHead title={t("title")} sub={t("sub")} />
      <div className="stack">
        {/* Who is signed in comes for the switch; everybody else comes to read. */}
        {me && choice}
        <Loaded query={query} rows={12}>
          {(algorithm) => (
            <>
              <Steps {...algorithm} />
              <Features {...algorithm} />
              <Model model={algorithm.model} comparing={algorithm.comparing} />
              <Recorded recorded={algorithm.recorded} />
            </>
          )}
        </Loaded>
        {!me && choice}
      </div>
    </>
  );
}

function Steps({ filters, sharing }: Algorithm) {
  const { t } = useTranslation("algorithm");
  const { t: words } = useTranslation("matching");
  return (
    <Panel title={t("steps.title")}>
      <ol className="steps">
        <li>
          {t("steps.filter")}{" "}
          <span className="tags">
            {filters.map((code) => (
              <Tag key={code}>{words(`excluded.${code}`, { defaultValue: code })}</Tag>
            ))}
          </span>
        </li>
        <li>{t("steps.pool")}</li>
        <li>{t("steps.rank")}</li>
        <li>{t("steps.read")}</li>
        <li>
          {t("steps.share", {
            places: sharing.places,
            perVendor: sharing.per_vendor,
            newcomers: sharing.newcomers,
          })}
        </li>
        <li>{t("steps.freeze")}</li>
      </ol>
    </Panel>
  );
}

function Features({ features, model, sharing, least_alike }: Algorithm) {
  const { t } = useTranslation("algorithm");
  const { t: words } = useTranslation("matching");
  const heaviest = Math.max(...features.map((feature) => feature.weight), 1e-6);
  const learned = model.ranker === "learned";
  return (
    <Panel title={t("features.title")}>
      <p className="soft small">{t("features.note")}</p>
      <Table<Feature>
        size="small"
        rowKey="name"
        pagination={false}
        dataSource={features}
        columns={[
          {
            title: t("features.name"),
            key: "name",
            render: (_, { name }) => (
              <>
                <strong>{words(`component.${name}`, { defaultValue: name })}</strong>
                <div className="soft small">
                  {t(`feature.${name}`, {
                    days: sharing.answer_days,
                    least: least_alike,
                    defaultValue: "",
                  })}
                </div>
              </>
            ),
          },
          {
            title: t("features.weight"),
            key: "weight",
            width: "34%",
            render: (_, { weight }) => (
              <div className="weight">
                <span className="bar" aria-hidden>
                  <i style={{ width: `${(100 * weight) / heaviest}%` }} />
                </span>
                <span className="num">{weight.toFixed(1)}</span>
              </div>
            ),
          },
          ...(learned
            ? [
                {
                  title: t("features.prior"),
                  key: "prior",
                  align: "right" as const,
                  render: (_: unknown, { prior }: Feature) => (
                    <span className="num">{prior.toFixed(1)}</span>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}

function Model({ model, comparing }: Pick<Algorithm, "model" | "comparing">) {
  const { t } = useTranslation("algorithm");
  const lines = [
    ["digest", <span className="mono" key="digest">{`${model.digest.slice(0, 24)}…`}</span>],
    ["ranker", t(`model.${model.ranker}`, { count: model.judgements })],
    ["since", model.since ? minute(model.since) : t("model.unused")],
    ["fitted", t("model.rows", { rows: model.fitted_on, words: model.vocabulary })],
    ...(comparing
      ? ([
          [
            "comparing",
            t("model.comparingText", {
              at: minute(comparing.since),
              count: comparing.judgements,
            }),
          ],
        ] as const)
      : []),
    ["without", t("model.withoutText")],
  ] as const;
  return (
    <Panel title={t("model.title")}>
      <dl className="pairs">
        {lines.map(([key, value]) => (
          <div key={key}>
            <dt>{t(`model.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Recorded({ recorded }: Pick<Algorithm, "recorded">) {
  const { t } = useTranslation("algorithm");
  const tags = (of: "column" | "kind", codes: string[]) => (
    <span className="tags">
      {codes.map((code) => (
        <Tag key={code}>{t(`${of}.${code}`, { defaultValue: code })}</Tag>
      ))}
    </span>
  );
  const lines = [
    [
      "showing",
      <>
        {tags("column", recorded.showing)} {t("recorded.once")}
      </>,
    ],
    ["click", tags("column", recorded.click)],
    ["kinds", tags("kind", recorded.click_kinds)],
    ["never", t("recorded.neverText")],
    ["purpose", t("recorded.purposeText")],
    ["facts", t("recorded.factsText")],
  ] as const;
  return (
    <Panel title={t("recorded.title")}>
      <dl className="pairs">
        {lines.map(([key, value]) => (
          <div key={key}>
            <dt>{t(`recorded.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Guest() {
  const { t } = useTranslation("algorithm");
  return (
    <div className="row">
      <span className="grow">{t("switch.guest")}</span>
      <Link to="/login">
        <Button>{t("switch.login")}</Button>
      </Link>
    </div>
  );
}

function OwnSwitch() {
  const { t } = useTranslation("algorithm");
  const { is } = useSession();
  const queries = useQueryClient();
  const fail = useFailure();
  const query = useQuery(learningQuery);
  const set = useMutation({
    mutationFn: setLearning,
    onSuccess: (after) => queries.setQueryData(learningQuery.queryKey, after),
    onError: (error) => fail(error),
  });
  if (is("operator")) return <p className="soft">{t("switch.operator")}</p>;
  return (
    <Loaded query={query} rows={1}>
      {({ refused, since }) => (
        <>
          <div className="row">
            <Switch
              checked={!refused}
              loading={set.isPending}
              aria-label={t("switch.label")}
              checkedChildren={t("switch.on")}
              unCheckedChildren={t("switch.off")}
              onChange={(allowed) => set.mutate(!allowed)}
            />
            <strong>{t("switch.label")}</strong>
          </div>
          <p className="soft small" aria-live="polite">
            {refused && since ? t("switch.refused", { at: minute(since) }) : t("switch.allowed")}
          </p>
        </>
      )}
    </Loaded>
  );
}
