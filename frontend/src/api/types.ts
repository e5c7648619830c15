// The shapes that the pages work with: the server's own, under the names that the pages use.
import type { components } from "./schema";

type Schemas = components["schemas"];

export type OrganisationKind = Schemas["Kind"];
export type SubjectKind = "solutions" | "scenarios";
export type Me = Schemas["Me"];
export type Session = Schemas["Session"];

export type Term = Schemas["Item"];
export type Taxonomies = Schemas["Taxonomies"];
export type TaxonomyName = keyof Taxonomies;

export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

export type ReviewState = Schemas["SolutionState"] | Schemas["ScenarioState"];
export type Tier = Schemas["Tier"];
export type Review = Schemas["ReviewView"];
export type SolutionContent = Schemas["SolutionContent"];
export type Requirement = Schemas["Requirement"];
export type ScenarioContent = Schemas["ScenarioContent"];

/** What a solution and a scenario have in common, with the content of either. */
export type Subject<C> = Omit<Schemas["ScenarioView"], "content" | "state"> & {
  content: C;
  state: ReviewState;
  tier?: Tier;
};
/** What was published once, and never changes. */
export type SubjectVersion<C> = Omit<Schemas["ScenarioVersionView"], "content"> & { content: C };
export type Solution = Subject<SolutionContent>;
export type Scenario = Subject<ScenarioContent>;
/** A solution or scenario as a row of a list. */
export type SubjectBrief = Omit<Schemas["SolutionBrief"], "state" | "tier"> & {
  state: ReviewState;
  tier?: Tier;
  answers_due?: string | null;
};

export type SearchHit = Schemas["SearchHitView"];
export type ScorePart = Schemas["ScorePart"];
export type SearchAnswer = Schemas["SearchView"];
export type ComparedSolution = Schemas["ComparedSolution"];
export type FacetCount = Schemas["FacetCountView"];

export type Verdict = Schemas["VerdictView"];
export type Coverage = Schemas["CoverageView"];
export type MatchReason = Schemas["ReasonView"];
export type MatchEntry = Schemas["MatchEntryView"];
export type MatchList = Schemas["MatchListView"];
export type LearnedModel = Schemas["ModelView"];
export type Models = Schemas["ModelsView"];
export type ModelState = Schemas["ModelState"];
export type Experiment = Schemas["ExperimentView"];
export type ExperimentReading = Schemas["ExperimentReading"];
export type Apart = Schemas["ApartView"];
export type ClickKind = Schemas["ClickKind"];
export type Algorithm = Schemas["AlgorithmView"];
export type Showings = Schemas["ShowingsView"];

export type DealState = Schemas["DealState"];
export type DealMove = Schemas["DealMove"];
export type Deal = Schemas["DealView"];
export type DealSummary = Schemas["DealBrief"];
export type Proposal = Schemas["ProposalView"];
export type ProposalInput = Schemas["ProposalInput"];
export type ProposalAnswer = Schemas["RequirementAnswer"];
export type Contract = Schemas["ContractView"];
export type ContractInput = Schemas["ContractInput"];
export type Indicator = Schemas["IndicatorView"];
export type Evidence = Schemas["EvidenceView"];
export type Reasoned = Schemas["Reason"];
export type ReturnReason = Schemas["ReturnInput"];
export type MeasuredValue = Schemas["MeasuredValue"];

export type Assessment = Schemas["Assessment"];
export type ArticleResult = Schemas["ArticleResult"];
export type Step = Schemas["Step"];
export type Words = Schemas["Text"];
export type Outcome = Schemas["Outcome"];
export type StoredAssessment = Schemas["AssessmentView"];
export type Grounds = Schemas["Grounds"];
export type Room = Schemas["Room"];

export type Report = Schemas["Report"];
export type Figure = Schemas["FigureView"];
export type ReportRow = Schemas["ReportRow"];
export type Allocation = Schemas["AllocationView"];
export type Places = Schemas["PlacesView"];

export type QueueItem = Schemas["QueueItem"];
export type ImportRun = Schemas["ImportView"];
export type Jobs = Schemas["JobsOverview"];

export type Claim = Schemas["ClaimView"];
export type ClaimBrief = Schemas["ClaimBrief"];
export type ClaimState = Schemas["ClaimState"];
export type ClaimMove = Schemas["ClaimMove"];
export type ClaimInput = Schemas["ClaimInput"];
export type ClaimSettings = Schemas["ClaimSettings"];
export type CountedGroup = Schemas["GroupView"];
export type PlanView = Schemas["PlanView"];
export type PlanItem = Schemas["PlanItem"];
