//! Do the rules say what the text says? Every case of every article, each a sentence.

mod support;

#[test]
fn every_case_of_every_article_holds() {
    let policy = subsidy::builtin()
        .expect("the built-in policies load")
        .policy(subsidy::DEFAULT_POLICY)
        .expect("the default policy is there");
    let mut wrong = Vec::new();
    let mut table = Vec::new();
    for file in support::case_files() {
        assert!(
            file.cases.len() >= 5,
            "article {} has too few cases",
            file.article
        );
        table.push((file.article, file.cases.len()));
        for case in &file.cases {
            for problem in support::broken(policy, &file, case) {
                wrong.push(format!("article {}, {}: {problem}", file.article, case.name));
            }
        }
    }
    let articles: Vec<u32> = table.iter().map(|(article, _)| *article).collect();
    assert_eq!(articles, (1..=20).collect::<Vec<u32>>(), "one file an article");
    println!("cases by article: {table:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
