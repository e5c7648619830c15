// What the operator sets for claims: approvals by amount, stacking, and companies counted together.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input, InputNumber, Popconfirm, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ClaimSettings } from "@/api/types";
import { Problem, useFailure } from "@/shared/Problem";
import { Loaded, Nothing, PageHead, Panel } from "@/shared/ui";
import {
  addGroup,
  groupsQuery,
  organisationsQuery,
  removeGroup,
  saveSettings,
  settingsQuery,
} from "./api";

export function ClaimSettingsPage() {
  const { t } = useTranslation("award");
  const query = useQuery(settingsQuery);
  return (
    <>
      <PageHead title={t("settings.title")} sub={t("settings.sub")} />
      <div className="stack">
        <Loaded query={query}>{(settings) => <Thresholds settings={settings} />}</Loaded>
        <Groups />
      </div>
    </>
  );
}

function Thresholds({ settings }: { settings: ClaimSettings }) {
  const { t } = useTranslation("award");
  const { message } = App.useApp();
  const queries = useQueryClient();
  const fail = useFailure();
  const [draft, setDraft] = useState(settings);
  const save = useMutation({
    mutationFn: saveSettings,
    onSuccess(after) {
      queries.setQueryData(settingsQuery.queryKey, after);
      setDraft(after);
      void message.success(t("settings.saved"));
    },
    onError: (error) => fail(error),
  });
  const change = (index: number, next: Partial<ClaimSettings["thresholds"][number]>) =>
    setDraft({
      ...draft,
      thresholds: draft.thresholds.map((one, place) =>
        place === index ? { ...one, ...next } : one,
      ),
    });
  return (
    <Panel title={t("settings.thresholds")}>
      <div className="stack">
        {draft.thresholds.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the list
          <div className="row" key={index}>
            <InputNumber<string>
              stringMode
              min="0"
              controls={false}
              style={{ width: 320, maxWidth: "100%" }}
              disabled={index === 0}
              prefix={t("settings.from")}
              aria-label={t("settings.from")}
              value={one.from}
              onChange={(from) => change(index, { from: String(from ?? "0") })}
            />
            <InputNumber
              min={1}
              max={3}
              precision={0}
              suffix={t("settings.persons")}
              aria-label={t("settings.persons")}
              value={one.approvals}
              onChange={(approvals) => change(index, { approvals: approvals ?? 1 })}
            />
            {index > 0 && (
              <Button
                onClick={() =>
                  setDraft({
                    ...draft,
                    thresholds: draft.thresholds.filter((_, place) => place !== index),
                  })
                }
              >
                {t("common:action.remove")}
              </Button>
            )}
          </div>
        ))}
        <div>
          <Button
            onClick={() => {
              const last = Number(draft.thresholds.at(-1)?.from ?? 0);
              setDraft({
                ...draft,
                thresholds: [...draft.thresholds, { from: `${last + 100_000}.00`, approvals: 2 }],
              });
            }}
          >
            {t("settings.add")}
          </Button>
        </div>
        <div>
          <b>{t("settings.exclusion")}</b>{" "}
          <span className="soft small">{t("settings.silent")}</span>
          <div>
            <Radio.Group
              value={draft.exclusion}
              onChange={(event) => setDraft({ ...draft, exclusion: event.target.value })}
              options={[
                { value: "one_article", label: t("settings.oneArticle") },
                { value: "every_article", label: t("settings.everyArticle") },
              ]}
            />
          </div>
        </div>
        <div>
          <Button type="primary" loading={save.isPending} onClick={() => save.mutate(draft)}>
            {t("settings.save")}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function Groups() {
  const { t } = useTranslation("award");
  const queries = useQueryClient();
  const fail = useFailure();
  const query = useQuery(groupsQuery);
  const [words, setWords] = useState("");
  const found = useQuery(organisationsQuery(words));
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  const [members, setMembers] = useState<{ value: string; label?: unknown }[]>([]);
  const renew = () => queries.invalidateQueries({ queryKey: groupsQuery.queryKey });
  const add = useMutation({
    mutationFn: () => addGroup({ name, reason, members: members.map((one) => one.value) }),
    onSuccess() {
      void renew();
      setName("");
      setReason("");
      setMembers([]);
    },
    onError: (error) => fail(error),
  });
  const remove = useMutation({
    mutationFn: removeGroup,
    onSuccess: () => renew(),
    onError: (error) => fail(error),
  });
  return (
    <Panel title={t("settings.groups")}>
      {query.error && <Problem error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && <Nothing text={t("settings.noGroups")} />}
      {query.data?.map((group) => (
        <div className="row between fact" key={group.id}>
          <span>
            <b>{group.name}</b> <span className="soft">{group.reason}</span>
            <div className="small">{group.members.map((one) => one.name).join(" · ")}</div>
          </span>
          <Popconfirm title={t("settings.removeSure")} onConfirm={() => remove.mutate(group.id)}>
            <Button size="small">{t("settings.remove")}</Button>
          </Popconfirm>
        </div>
      ))}
      <div className="stack" style={{ marginTop: 12, maxWidth: 640 }}>
        <Input
          maxLength={100}
          placeholder={t("settings.groupName")}
          aria-label={t("settings.groupName")}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Input
          maxLength={500}
          placeholder={t("settings.groupReason")}
          aria-label={t("settings.groupReason")}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Select
          mode="multiple"
          labelInValue
          filterOption={false}
          showSearch={{ onSearch: setWords }}
          aria-label={t("settings.members")}
          placeholder={t("settings.search")}
          value={members}
          onChange={setMembers}
          options={found.data?.map((one) => ({
            value: one.id,
            label: `${one.name} ${one.credit_code}`,
          }))}
        />
        <div>
          <Button
            type="primary"
            disabled={!name.trim() || !reason.trim() || members.length < 2}
            loading={add.isPending}
            onClick={() => add.mutate()}
          >
            {t("settings.addGroup")}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
