// Here are words and filters: which solutions, which scenarios?
export { SearchPage } from "./SearchPage";
