// The shape of a refusal (RFC 9457) as the server sends it.

export interface FieldProblem {
  field: string;
  code?: string;
  detail?: string;
}

export interface Problem {
  type?: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  errors?: FieldProblem[];
  request_id?: string;
}

export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = "ApiError";
    this.problem = problem;
  }
}

/** "content.requirements[0].text" or "requirements.0.text" as the path of a form field. */
export function fieldPath(field: string): (string | number)[] {
  const parts = field
    .split(/[.[\]/]+/)
    .filter((part) => part !== "")
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  return parts[0] === "content" ? parts.slice(1) : parts;
}
