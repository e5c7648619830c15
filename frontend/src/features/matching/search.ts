// Here are words and filters: which solutions, which scenarios?
export { ComparePage } from "./ComparePage";
export { SearchPage } from "./SearchPage";
