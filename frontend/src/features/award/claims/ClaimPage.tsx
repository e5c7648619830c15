// One claim: amounts, checklist, reasons, record, and the moves that the reader can make.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { Claim, ClaimMove } from "@/api/types";
import { useSession } from "@/features/identity/session";
import { useFailure } from "@/shared/Problem";
import { Chip, day, Loaded, minute, PageHead, Panel, Props, useMoney } from "@/shared/ui";
import { ArticleCard } from "../ArticleCard";
import { policyQuery } from "../api";
import {
  CLAIM_TONES,
  claimQuery,
  downloadDocument,
  downloadPackage,
  moveClaim,
  uploadDocument,
} from "./api";

const WITH_REASON: ClaimMove[] = ["return", "refuse"];
const DANGER: ClaimMove[] = ["refuse", "withdraw"];

export function ClaimPage() {
  const { id = "" } = useParams();
  const query = useQuery(claimQuery(id));
  return <Loaded query={query}>{(claim) => <Body claim={claim} />}</Loaded>;
}

function Body({ claim }: { claim: Claim }) {
  const { t } = useTranslation("award");
  const money = useMoney();
  const fail = useFailure();
  const policy = useQuery(policyQuery);
  const result = claim.result.articles.find((one) => one.article === claim.article);
  return (
    <>
      <PageHead
        title={claim.subject}
        tags={<Chip tone={CLAIM_TONES[claim.state]}>{t(`claim.states.${claim.state}`)}</Chip>}
        sub={`${claim.organisation.name} · ${claim.year}`}
        actions={
          <Button
            title={t("claim.packageHint")}
            onClick={() => void downloadPackage(claim.id).catch(fail)}
          >
            {t("claim.package")}
          </Button>
        }
      />
      <div className="stack">
        <div className="figures">
          {(
            [
              [claim.exact ? "exactLimit" : "limit", claim.limit],
              ["requested", claim.requested],
              ["approved", claim.approved],
            ] as const
          ).map(([name, value]) => (
            <div className="figure" key={name}>
              <div className="label">{t(`claim.${name}`)}</div>
              <div className="value">{money.amount(value)}</div>
            </div>
          ))}
        </div>
        <Moves claim={claim} />
        <Documents claim={claim} />
        <Panel
          title={t("claim.basis")}
          aside={`${t("claim.asOf")} ${day(claim.as_of)} · ${claim.policy_digest.slice(0, 16)}`}
        >
          {result && <ArticleCard result={result} facts={policy.data?.facts ?? []} />}
          <p className="small soft">
            {claim.provider_credit_code && (
              <>
                {t("claim.providerCode")} <span className="mono">
                  {claim.provider_credit_code}
                </span>{" "}
              </>
            )}
            {claim.deal_id && <Link to={`/deals/${claim.deal_id}`}>{t("claim.deal")}</Link>}
          </p>
        </Panel>
        <Panel title={t("claim.record")}>
          <Props
            items={claim.events.map((event) => ({
              key: event.at + event.action,
              label: minute(event.at),
              children: (
                <>
                  <b>{t(`claim.moves.${event.action}`)}</b> {event.by}
                  {event.amount && ` · ${money.exact(event.amount)}`}
                  {event.note && <div className="soft">{event.note}</div>}
                </>
              ),
            }))}
          />
        </Panel>
      </div>
    </>
  );
}

function Moves({ claim }: { claim: Claim }) {
  const { t } = useTranslation("award");
  const queries = useQueryClient();
  const fail = useFailure();
  const [chosen, setChosen] = useState<ClaimMove | null>(null);
  const [note, setNote] = useState("");
  const [amount, setAmount] = useState("");
  const make = useMutation({
    mutationFn: (move: ClaimMove) =>
      moveClaim(claim.id, move, note, move === "approve" ? amount : undefined),
    onSuccess(after) {
      queries.setQueryData(claimQuery(claim.id).queryKey, after);
      void queries.invalidateQueries({ queryKey: ["claims"] });
      void queries.invalidateQueries({ queryKey: ["room"] });
      setChosen(null);
      setNote("");
      setAmount("");
    },
    onError: (error) => fail(error),
  });
  if (claim.moves.length === 0 && claim.state !== "submitted") return null;
  const needsReason = chosen !== null && WITH_REASON.includes(chosen);
  return (
    <div className="panel row">
      {claim.state === "submitted" && (
        <span>
          {t("claim.approvals", { done: claim.approvals, needed: claim.approvals_needed })}
        </span>
      )}
      {claim.moves.map((move, index) => (
        <Button
          key={move}
          type={index === 0 && !DANGER.includes(move) ? "primary" : "default"}
          danger={DANGER.includes(move)}
          onClick={() => setChosen(move)}
        >
          {t(`claim.moves.${move}`)}
        </Button>
      ))}
      <Modal
        open={chosen !== null}
        title={chosen && t("claim.confirm", { move: t(`claim.moves.${chosen}`) })}
        okButtonProps={{ disabled: needsReason && note.trim() === "" }}
        confirmLoading={make.isPending}
        onOk={() => chosen && make.mutate(chosen)}
        onCancel={() => setChosen(null)}
      >
        <div className="stack">
          {chosen === "approve" && (
            <label htmlFor="claim-amount">
              {t("claim.amount")}
              <Input
                id="claim-amount"
                inputMode="decimal"
                value={amount}
                placeholder={claim.approved ?? claim.requested}
                onChange={(event) => setAmount(event.target.value.trim())}
              />
              <span className="soft small">{t("claim.amountHint")}</span>
            </label>
          )}
          <label htmlFor="claim-note">
            {t("claim.note")}
            <Input.TextArea
              id="claim-note"
              rows={3}
              maxLength={2000}
              value={note}
              placeholder={needsReason ? t("claim.noteNeeded") : undefined}
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
        </div>
      </Modal>
    </div>
  );
}

function Documents({ claim }: { claim: Claim }) {
  const { t, i18n } = useTranslation("award");
  const { me } = useSession();
  const queries = useQueryClient();
  const fail = useFailure();
  const upload = useMutation({
    mutationFn: ({ document, file }: { document: string; file: File }) =>
      uploadDocument(claim.id, document, file),
    onSuccess: (after) => queries.setQueryData(claimQuery(claim.id).queryKey, after),
    onError: (error) => fail(error),
  });
  const editable =
    me?.organisation.id === claim.organisation.id && ["draft", "returned"].includes(claim.state);
  return (
    <Panel title={t("claim.documents")} aside={t("claim.operatorList")}>
      {claim.documents.map((line) => (
        <div className="row between fact" key={line.id}>
          <span>
            {i18n.language === "en" ? line.en : line.zh}{" "}
            <Chip tone={line.required && line.files.length === 0 ? "warn" : "plain"}>
              {t(line.required ? "claim.required" : "claim.optional")}
            </Chip>
            {line.files.map((file) => (
              <div key={file.id}>
                <Button
                  type="link"
                  size="small"
                  style={{ padding: 0 }}
                  title={file.sha256}
                  onClick={() => void downloadDocument(claim.id, file.id, file.name).catch(fail)}
                >
                  {file.name}
                </Button>
              </div>
            ))}
          </span>
          {editable && (
            <Upload
              showUploadList={false}
              beforeUpload={(file) => {
                upload.mutate({ document: line.id, file });
                return false;
              }}
            >
              <Button
                size="small"
                loading={upload.isPending && upload.variables.document === line.id}
              >
                {t("claim.upload")}
              </Button>
            </Upload>
          )}
        </div>
      ))}
    </Panel>
  );
}
