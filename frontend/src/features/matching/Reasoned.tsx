// A move of the registry always has a reason.
import { Form, Input, Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

export function Reasoned(props: {
  open: boolean;
  title: string;
  note: string;
  danger?: boolean;
  busy: boolean;
  /** What else is to be said, below the reason. */
  children?: ReactNode;
  onClose: () => void;
  onReason: (reason: string) => void;
}) {
  const { t } = useTranslation("models");
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={props.title}
      okButtonProps={{ danger: props.danger, loading: props.busy }}
      onOk={() => form.submit()}
      onCancel={props.onClose}
    >
      <p className="soft">{props.note}</p>
      <Form form={form} layout="vertical" onFinish={({ reason }) => props.onReason(reason)}>
        <Form.Item
          name="reason"
          label={t("reason")}
          rules={[{ required: true, min: 2, message: t("common:field.required") }]}
        >
          <Input.TextArea rows={3} maxLength={500} />
        </Form.Item>
        {props.children}
      </Form>
    </Modal>
  );
}
