// The operator's desk: reviews, imports, jobs.
export { ImportsPage } from "./ImportsPage";
export { JobsPage } from "./JobsPage";
export { ReviewsPage } from "./ReviewsPage";
