//! What does the form of a claim say? The same lines as DOCX and as HTML, in Chinese and English. A ceiling is
//! labelled as one wherever it stands.

use docx_rs::{BreakType, Docx, Paragraph, Run, Table, TableCell, TableRow};
use entity::organisation;
use subsidy::{Language, Policy};

use super::view::ClaimView;

/// A form: its title, its lines, the reasoning, and a place for signatures.
pub struct Form {
    title: String,
    notice: String,
    lines: Vec<(String, String)>,
    steps: Vec<String>,
    annexes: Vec<(String, String)>,
}

impl Form {
    /// The form of a claim. `files` are the names of its annexes in the package.
    #[must_use]
    pub fn new(
        claim: &ClaimView,
        applicant: &organisation::Model,
        policy: Option<&Policy>,
        files: &[(String, String)],
    ) -> Self {
        let brief = &claim.brief;
        let article = claim.result.article(&brief.article);
        let limit = if brief.exact {
            ("按条款核算金额 Amount fixed by the text", brief.limit)
        } else {
            ("上限（非核定金额）Ceiling, not an award", brief.limit)
        };
        let yuan = |m: crate::platform::money::Money| format!("{m} 元 yuan");
        let line = |name: &str, value: String| (name.to_owned(), value);
        let mut lines = vec![
            line("申请人 Applicant", applicant.name.clone()),
            line("统一社会信用代码 Credit code", applicant.credit_code.clone()),
            line("申报事项 Subject", brief.subject.clone()),
            line(
                "政策 Policy",
                policy.map_or_else(
                    || brief.policy.clone(),
                    |p| p.title().in_language(Language::Zh).to_owned(),
                ),
            ),
            line(
                "条款 Article",
                article.map_or_else(
                    || brief.article.clone(),
                    |a| {
                        format!(
                            "第{}条 {} · {}",
                            a.number,
                            a.title.in_language(Language::Zh),
                            a.title.in_language(Language::En)
                        )
                    },
                ),
            ),
            line("年度 Year", brief.year.to_string()),
            line("测算日 Assessed as of", claim.as_of.to_string()),
            line(limit.0, yuan(limit.1)),
            line("申请金额 Applied for", yuan(brief.requested)),
        ];
        if let Some(code) = &claim.provider_credit_code {
            lines.push(line("交易方信用代码 Other party's credit code", code.clone()));
        }
        if let Some(amount) = brief.approved {
            lines.push(line("审定金额 Decided", yuan(amount)));
        }
        lines.push(line("申报编号 Claim", brief.id.to_string()));
        lines.push(line("规则摘要 Digest of the rules", claim.policy_digest.clone()));
        let steps = article
            .map(|a| a.trace.iter().map(|s| s.sentence(Language::Zh)).collect())
            .unwrap_or_default();
        Self {
            title: "支持资金申报表 Claim for support".to_owned(),
            notice: "上限是文件允许的最高额，不是核定金额；由主管部门在限度内确定。A ceiling is the most that the text allows, not an award."
                .to_owned(),
            lines,
            steps,
            annexes: files.to_vec(),
        }
    }

    /// As a DOCX file.
    ///
    /// # Errors
    /// Where the file cannot be packed.
    pub fn docx(&self) -> anyhow::Result<Vec<u8>> {
        let text = |text: &str| Paragraph::new().add_run(Run::new().add_text(text));
        let heading = |text: &str| Paragraph::new().add_run(Run::new().add_text(text).bold().size(26));
        let table = |rows: &[(String, String)]| {
            Table::new(
                rows.iter()
                    .map(|(name, value)| {
                        TableRow::new(vec![
                            TableCell::new().add_paragraph(text(name)),
                            TableCell::new().add_paragraph(text(value)),
                        ])
                    })
                    .collect(),
            )
            .set_grid(vec![3_200, 6_000])
        };
        let mut docx = Docx::new()
            .add_paragraph(Paragraph::new().add_run(Run::new().add_text(&self.title).bold().size(36)))
            .add_paragraph(text(&self.notice))
            .add_table(table(&self.lines))
            .add_paragraph(heading("依据 Reasons"));
        for step in &self.steps {
            docx = docx.add_paragraph(text(step));
        }
        docx =
            docx.add_paragraph(heading("附件 Annexes"))
                .add_table(table(&self.annexes))
                .add_paragraph(
                    Paragraph::new()
                        .add_run(Run::new().add_break(BreakType::TextWrapping))
                        .add_run(Run::new().add_text(
                            "申请人（签章）Applicant (seal)：____________　日期 Date：____________",
                        )),
                );
        let mut bytes = std::io::Cursor::new(Vec::new());
        docx.build().pack(&mut bytes)?;
        Ok(bytes.into_inner())
    }

    /// As a page of its own.
    #[must_use]
    pub fn html(&self) -> String {
        let table = |rows: &[(String, String)]| {
            let rows: String = rows
                .iter()
                .map(|(name, value)| format!("<tr><th>{}</th><td>{}</td></tr>", escape(name), escape(value)))
                .collect();
            format!("<table>{rows}</table>")
        };
        let steps: String = self
            .steps
            .iter()
            .map(|s| format!("<li>{}</li>", escape(s)))
            .collect();
        format!(
            "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>{title}</title><style>\
             body{{font:15px/1.6 sans-serif;max-width:48em;margin:2em auto;padding:0 1em}}\
             table{{border-collapse:collapse;width:100%}}th,td{{border:1px solid #999;padding:.4em;text-align:left;\
             vertical-align:top;overflow-wrap:anywhere}}th{{width:34%}}</style><h1>{title}</h1><p>{notice}</p>{lines}\
             <h2>依据 Reasons</h2><ol>{steps}</ol><h2>附件 Annexes</h2>{annexes}\
             <p>申请人（签章）Applicant (seal)：____________　日期 Date：____________</p></html>",
            title = escape(&self.title),
            notice = escape(&self.notice),
            lines = table(&self.lines),
            annexes = table(&self.annexes),
        )
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
