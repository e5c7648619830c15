// Chinese is bundled with the page; English is fetched when it is chosen.
import i18next from "i18next";
import { initReactI18next } from "react-i18next";

export type Language = "zh" | "en";

type Catalogue = Record<string, unknown>;
const zh = import.meta.glob<Catalogue>("./zh/*.json", { eager: true, import: "default" });
const en = import.meta.glob<Catalogue>("./en/*.json", { import: "default" });

const KEY = "scenepool.language";
const nameOf = (path: string) => path.replace(/^.*\/(.+)\.json$/, "$1");

export const language = (): Language => (i18next.language === "en" ? "en" : "zh");

async function loadEnglish() {
  if (i18next.hasResourceBundle("en", "common")) return;
  await Promise.all(
    Object.entries(en).map(async ([path, load]) => {
      i18next.addResourceBundle("en", nameOf(path), await load());
    }),
  );
}

export async function setLanguage(next: Language) {
  if (next === "en") await loadEnglish();
  localStorage.setItem(KEY, next);
  await i18next.changeLanguage(next);
}

export async function startI18n() {
  i18next.on("languageChanged", (to) => {
    document.documentElement.lang = to === "en" ? "en" : "zh-CN";
  });
  await i18next.use(initReactI18next).init({
    lng: "zh",
    fallbackLng: "zh",
    defaultNS: "common",
    ns: Object.keys(zh).map(nameOf),
    resources: {
      zh: Object.fromEntries(Object.entries(zh).map(([path, texts]) => [nameOf(path), texts])),
    },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  const asked = new URLSearchParams(window.location.search).get("lang");
  const wanted = asked ?? localStorage.getItem(KEY);
  if (wanted === "en") await setLanguage("en");
}
