// The rules carry their own words in both languages.
import { useTranslation } from "react-i18next";
import type { Words } from "@/api/types";

export function useWords() {
  const { i18n } = useTranslation();
  return (words: Words | null | undefined) =>
    words ? (i18n.language === "en" ? words.en : words.zh) : "";
}
