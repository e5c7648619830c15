// A claim is prepared where a result is shown: from a kept assessment, or from the facts of the calculator.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { body, client } from "@/api/client";
import type { ArticleResult, ClaimInput } from "@/api/types";
import { MoneyField, TextField } from "@/shared/fields";
import { useFailure } from "@/shared/Problem";
import type { FactValue } from "../api";
import { useWords } from "../words";

interface Values {
  subject?: string;
  provider_credit_code?: string;
  requested?: string;
}

export function PrepareClaim(props: {
  result: ArticleResult;
  /** From a kept assessment of a project… */
  assessment?: string;
  /** …or from facts. */
  policy?: string;
  facts?: Record<string, FactValue>;
}) {
  const { t } = useTranslation("award");
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const fail = useFailure();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const { result } = props;
  const asksForProvider = result.trace.some((step) =>
    step.facts.some((fact) => fact.name.endsWith(".provider_affiliated")),
  );
  const prepare = useMutation({
    mutationFn: (values: Values) => {
      const own = props.assessment
        ? { assessment_id: props.assessment }
        : { policy: props.policy, article: result.article, facts: props.facts };
      // What is left out is filled in by the server; the document lists every field.
      const input = { ...own, ...values, requested: values.requested || undefined };
      return body(client.POST("/api/v1/claims", { body: input as unknown as ClaimInput }));
    },
    onSuccess(claim) {
      void queries.invalidateQueries({ queryKey: ["claims"] });
      void queries.invalidateQueries({ queryKey: ["room"] });
      void navigate(`/claims/${claim.id}`);
    },
    onError: (error) => fail(error),
  });
  return (
    <>
      <Button size="small" type="primary" ghost className="no-print" onClick={() => setOpen(true)}>
        {t("claim.prepare")}
      </Button>
      <Modal
        open={open}
        title={t("claim.prepareTitle", { article: words(result.title) })}
        okText={t("claim.reserve")}
        confirmLoading={prepare.isPending}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <p className="soft small">{t("claim.reserved")}</p>
        <Form form={form} layout="vertical" onFinish={(values) => prepare.mutate(values)}>
          {!props.assessment && (
            <TextField
              name="subject"
              label={t("claim.subject")}
              extra={t("claim.subjectHint")}
              max={200}
              required
            />
          )}
          {asksForProvider && (
            <Form.Item
              name="provider_credit_code"
              label={t("claim.provider")}
              extra={t("claim.providerHint")}
              rules={[{ required: true, message: t("common:field.required") }]}
            >
              <Input maxLength={18} />
            </Form.Item>
          )}
          <MoneyField
            name="requested"
            label={t("claim.requested")}
            extra={t("claim.requestedHint")}
          />
        </Form>
      </Modal>
    </>
  );
}
