// What went wrong, in the reader's language, and what to do about it?
import { Alert, App, Button, type FormInstance } from "antd";
import { useTranslation } from "react-i18next";
import { ApiError, fieldPath } from "@/api/problem";

/** The text of a refusal: by its code from the catalogue, else as the server worded it. */
export function useProblemText() {
  const { t, i18n } = useTranslation("errors");
  return (error: unknown): string => {
    if (!(error instanceof ApiError)) return t("http-500");
    const { code, status, detail, title } = error.problem;
    if (i18n.exists(code, { ns: "errors" })) return t(code);
    return detail || title || t([`http-${status}`, "http-500"]);
  };
}

export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const text = useProblemText();
  const problem = error instanceof ApiError ? error.problem : null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={text(error)}
      description={
        problem && (problem.errors?.length || problem.request_id) ? (
          <div className="small">
            {problem.errors?.map((field) => (
              <div key={`${field.field}-${field.code}`}>
                <code>{field.field}</code>{" "}
                {t(`errors:${field.code}`, { defaultValue: field.detail ?? field.code })}
              </div>
            ))}
            {problem.request_id && t("problem.request", { id: problem.request_id })}
          </div>
        ) : undefined
      }
      action={onRetry && <Button onClick={onRetry}>{t("action.retry")}</Button>}
    />
  );
}

/** Puts field errors at their fields; answers whether every error found one. */
function showAtFields(form: FormInstance, error: ApiError, text: (code: string) => string) {
  const errors = error.problem.errors ?? [];
  if (errors.length === 0) return false;
  form.setFields(
    errors.map((entry) => ({
      name: fieldPath(entry.field),
      errors: [text(entry.code ?? "") || entry.detail || entry.code || ""],
    })),
  );
  const first = errors[0];
  if (first) form.scrollToField(fieldPath(first.field), { block: "center" });
  return errors.every((entry) => form.getFieldInstance(fieldPath(entry.field)) !== undefined);
}

/** Handles a failed command: field errors at the fields, everything else as a message. */
export function useFailure(form?: FormInstance) {
  const { message } = App.useApp();
  const text = useProblemText();
  const { t } = useTranslation("errors");
  return (error: unknown) => {
    const placed =
      form &&
      error instanceof ApiError &&
      showAtFields(form, error, (code) => t(code, { defaultValue: "" }));
    if (placed) return;
    const parts = error instanceof ApiError ? (error.problem.errors ?? []) : [];
    const extra = parts
      .slice(0, 2)
      .map((part) => `${part.field}: ${t(part.code ?? "", { defaultValue: part.detail })}`)
      .filter(Boolean)
      .join(" ");
    void message.error(extra ? `${text(error)} ${extra}` : text(error), 6);
  };
}
