// A move that ends something: declining, rejecting, terminating. It always has a reason.
import { Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTerms } from "@/api/taxonomies";
import type { Reasoned } from "@/api/types";
import { dealMoves, useMove } from "./api";

export function ReasonedMove({
  id,
  move,
}: {
  id: string;
  move: "decline" | "reject" | "terminate";
}) {
  const { t } = useTranslation("deal");
  const terms = useTerms();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Reasoned>();
  const send = useMove(id, (why: Reasoned) => dealMoves[move](id, why), form);
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t(`move.${move}`)}
      </Button>
      <Modal
        open={open}
        title={t(`move.${move}`)}
        okText={t(`move.${move}`)}
        okButtonProps={{ danger: true, loading: send.isPending }}
        onOk={() => form.submit()}
        onCancel={() => setOpen(false)}
      >
        <Form
          form={form}
          layout="vertical"
          onFinish={(why) => send.mutate(why, { onSuccess: () => setOpen(false) })}
        >
          <Form.Item
            name="reason"
            label={t("reason")}
            rules={[{ required: true, message: t("common:field.required") }]}
          >
            <Select
              options={terms.options("reasons", (term) => term.applies?.includes(move) ?? true)}
            />
          </Form.Item>
          <Form.Item name="note" label={t("note")}>
            <Input.TextArea rows={3} maxLength={1000} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
