// Writing a draft: saving with the revision it is based on, submitting, and what is still missing.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, type FormInstance } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Subject, SubjectKind } from "@/api/types";
import { useFailure } from "./Problem";
import type { subjectApi } from "./subjects";

interface Setup<C extends object, F> {
  kind: SubjectKind;
  id: string | undefined;
  api: ReturnType<typeof subjectApi<C>>;
  form: FormInstance<F>;
  /** What the form holds, as the server wants it. */
  toContent: (values: F) => C;
}

export function useSubjectForm<C extends object, F>(setup: Setup<C, F>) {
  const { kind, id, api, form } = setup;
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const fail = useFailure(form as FormInstance);
  const query = useQuery({ ...api.oneQuery(id ?? ""), enabled: id !== undefined });

  // What was stored last. A new draft has its id here before the address of the page has changed:
  // a quick second click must write on, not create another.
  const last = useRef<Subject<C> | null>(null);

  async function store(): Promise<Subject<C>> {
    const content = setup.toContent(form.getFieldsValue(true) as F);
    const stored = id === undefined || last.current?.id === id ? last.current : null;
    const read = id === undefined ? null : (query.data ?? null);
    const known = stored && stored.revision >= (read?.revision ?? 0) ? stored : read;
    const saved = known
      ? await api.save(known.id, known.revision, content)
      : await api.create(content);
    last.current = saved;
    queries.setQueryData(api.oneQuery(saved.id).queryKey, saved);
    void queries.invalidateQueries({ queryKey: [kind, "mine"] });
    return saved;
  }

  const save = useMutation({
    mutationFn: store,
    onSuccess(saved) {
      void message.success(t("saved"));
      if (!id) void navigate(`/my/${kind}/${saved.id}/edit`, { replace: true });
    },
    onError: fail,
  });
  const submit = useMutation({
    mutationFn: async () => {
      const saved = await store();
      // A draft that was stored but not accepted goes on as that draft.
      if (!id) void navigate(`/my/${kind}/${saved.id}/edit`, { replace: true });
      return api.submit(saved.id);
    },
    onSuccess(saved) {
      queries.setQueryData(api.oneQuery(saved.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: [kind] });
      void message.success(t("submittedForReview"));
      void navigate(`/my/${kind}`);
    },
    onError: fail,
  });
  return { query, save, submit };
}
