// What can vendors do? Reading, writing and listing solutions.
export { MySolutionsPage } from "./MySolutionsPage";
export { SolutionFormPage } from "./SolutionFormPage";
export { SolutionPage } from "./SolutionPage";
