// Where an own solution or scenario stands: its state, the last review, and what the owner may do.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Modal, Popconfirm, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { useTerms } from "@/api/taxonomies";
import type { ReviewState, Subject, SubjectKind } from "@/api/types";
import { useFailure } from "./Problem";
import type { subjectApi } from "./subjects";
import { minute, StateTag } from "./ui";

interface Props<C extends object> {
  kind: SubjectKind;
  subject: Subject<C>;
  api: ReturnType<typeof subjectApi<C>>;
}

const TYPES: Partial<Record<ReviewState, "warning" | "info" | "success">> = {
  returned: "warning",
  published: "success",
};

/** Why the operator sent it back. */
export function LastReview<C extends object>({ subject, api }: Omit<Props<C>, "kind">) {
  const { t } = useTranslation();
  const terms = useTerms();
  const { data } = useQuery({
    ...api.reviewsQuery(subject.id),
    enabled: subject.state === "returned",
  });
  const last = data?.toSorted((a, b) => b.decided_at.localeCompare(a.decided_at))[0];
  if (last?.decision !== "return") return null;
  return (
    <span>
      {t("review.returned", { at: minute(last.decided_at) })}{" "}
      {[...terms.labels("review_reasons", last.reasons), last.note].filter(Boolean).join("；")}
    </span>
  );
}

export function SubjectState<C extends object>({ kind, subject, api }: Props<C>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const fail = useFailure();
  const terms = useTerms();
  const [asking, setAsking] = useState(false);
  const [form] = Form.useForm<{ reason: string; note?: string }>();
  const withdraw = useMutation({
    mutationFn: (values: { reason?: string; note?: string }) =>
      api.withdraw(subject.id, { reason: values.reason ?? "", note: values.note ?? "" }),
    onSuccess() {
      setAsking(false);
      void queries.invalidateQueries({ queryKey: [kind] });
      void message.success(t("done"));
    },
    onError: fail,
  });
  const close = useMutation({
    mutationFn: () => api.close(subject.id),
    onSuccess() {
      void queries.invalidateQueries({ queryKey: [kind] });
      void message.success(t("done"));
    },
    onError: fail,
  });
  const mayWithdraw = subject.state === "published" || subject.state === "submitted";
  const mayEdit = ["draft", "returned", "published"].includes(subject.state);
  return (
    <div style={{ marginBottom: 12 }}>
      <Alert
        type={TYPES[subject.state] ?? "info"}
        title={
          <span className="row">
            <StateTag state={subject.state} />
            {t(`stateHint.${subject.state}`)}
          </span>
        }
        description={subject.state === "returned" && <LastReview subject={subject} api={api} />}
        action={
          <span className="row">
            {mayEdit && (
              <Button onClick={() => void navigate(`/my/${kind}/${subject.id}/edit`)}>
                {t("action.edit")}
              </Button>
            )}
            {kind === "scenarios" && subject.state === "published" && (
              <Popconfirm title={t("close.title")} onConfirm={() => close.mutate()}>
                <Button loading={close.isPending}>{t("close.act")}</Button>
              </Popconfirm>
            )}
            {mayWithdraw && kind === "solutions" && (
              <Popconfirm title={t("withdraw.title")} onConfirm={() => withdraw.mutate({})}>
                <Button loading={withdraw.isPending}>{t("withdraw.act")}</Button>
              </Popconfirm>
            )}
            {mayWithdraw && kind === "scenarios" && (
              <Button onClick={() => setAsking(true)}>{t("withdraw.act")}</Button>
            )}
            <Link to={`/my/${kind}`}>{t(`backTo.${kind}`)}</Link>
          </span>
        }
      />
      <Modal
        open={asking}
        title={t("withdraw.title")}
        okText={t("withdraw.act")}
        okButtonProps={{ danger: true, loading: withdraw.isPending }}
        onOk={() => form.submit()}
        onCancel={() => setAsking(false)}
      >
        <Form form={form} layout="vertical" onFinish={withdraw.mutate}>
          <Form.Item
            name="reason"
            label={t("withdraw.reason")}
            rules={[{ required: true, message: t("field.required") }]}
          >
            <Select
              options={terms.options("reasons", (term) =>
                (term.applies ?? ["withdraw"]).includes("withdraw"),
              )}
            />
          </Form.Item>
          <Form.Item name="note" label={t("withdraw.note")}>
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </Form>
      </Modal>
    </div>
  );
}
