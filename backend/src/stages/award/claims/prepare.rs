//! How does an assessment become a claim? Computed anew within the room that is left, and that room reserved, in
//! one transaction under the ledger's lock.

use entity::states::ClaimState;
use entity::{assessment, claim, organisation};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use subsidy::{ArticleResult, Exclusion, Facts, Options, Outcome, Policy, ProjectFacts};
use uuid::Uuid;

use super::super::{ledger, service};
use super::input::ClaimInput;
use super::{moves, settings};
use crate::http::problem::{Code, FieldError, Problem, Result};
use crate::platform::check::Check;
use crate::platform::money::Money;
use crate::platform::{clock, database};
use crate::stages::deal;
use crate::stages::identity::Caller;
use crate::stages::identity::credit_code::CreditCode;
use crate::state::App;

/// What is claimed, wherever it came from.
struct Case {
    policy: String,
    article: String,
    as_of: chrono::NaiveDate,
    facts: Facts,
    subject: String,
    deal: Option<Uuid>,
}

fn wrong(field: &str, code: &str, detail: impl Into<String>) -> Problem {
    Problem::fields(Code::InvalidInput, vec![FieldError::new(field, code, detail)])
}

/// Prepares a claim and reserves its room.
///
/// # Errors
/// `invalid_input`, `invalid_facts`, `not_eligible`, `affiliated_parties`, `no_room`, `already_exists` where the
/// expense is claimed already.
pub async fn prepare(app: &App, caller: &Caller, input: ClaimInput) -> Result<claim::Model> {
    let case = read(app, caller, &input).await?;
    let policy = app
        .policies
        .policy(&case.policy)
        .map_err(|_| wrong("policy", "unknown_code", "expected an id of GET /policies"))?;
    let tx = database::begin_write(&app.db).await?;
    ledger::lock(&tx).await?;
    let counted = ledger::counted_with(&tx, caller.org()).await?;
    let exclusion = settings::read(&tx).await?.exclusion;
    once(&tx, &counted, &case, exclusion).await?;
    let books = ledger::of(&tx, &counted).await?;
    let options = Options {
        ledger: &books,
        entity: Some(caller.org().to_string()),
        related: counted.iter().skip(1).map(ToString::to_string).collect(),
        ..Options::default()
    };
    let result = policy
        .assess(&case.facts, case.as_of, &options)
        .map_err(|e| service::fact_problem(&e))?;
    let article = result.article(&case.article).ok_or_else(|| {
        wrong(
            "article",
            "unknown_code",
            "expected the id of an article of the policy",
        )
    })?;
    let provider = not_affiliated(
        &tx,
        caller,
        &counted,
        (policy, article),
        input.provider_credit_code.as_deref(),
    )
    .await?;
    let limit = limit(article)?;
    let requested = input.requested.unwrap_or(limit);
    if requested > limit || requested <= Money(0) {
        return Err(wrong(
            "requested",
            "out_of_range",
            format!("expected more than 0 and at most {limit}"),
        ));
    }
    let now = clock::now();
    let row = claim::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(caller.org()),
        policy: Set(policy.id().to_owned()),
        policy_digest: Set(policy.digest().to_owned()),
        article: Set(case.article),
        ledger_group: Set(article.ledger_group.to_string()),
        as_of: Set(case.as_of),
        year: Set(result.year),
        subject: Set(case.subject),
        deal_id: Set(case.deal),
        provider_code: Set(provider),
        exact: Set(article.exact.is_some()),
        limit_fen: Set(limit.0),
        requested_fen: Set(requested.0),
        approved_fen: Set(None),
        state: Set(ClaimState::Draft),
        approvals_needed: Set(settings::read(&tx).await?.approvals(requested)),
        result: Set(json!(result)),
        created_by: Set(caller.user.id),
        created_at: Set(now),
        updated_at: Set(now),
    }
    .insert(&tx)
    .await?;
    ledger::reserve(&tx, &row).await?;
    moves::record(&tx, caller, &row, "prepare", None, "").await?;
    tx.commit().await?;
    Ok(row)
}

async fn read(app: &App, caller: &Caller, input: &ClaimInput) -> Result<Case> {
    if let Some(id) = input.assessment_id {
        return of_assessment(app, caller, id, input).await;
    }
    let mut check = Check::default();
    let subject = input.subject.clone().unwrap_or_default();
    check.text("subject", &subject, 1, 200);
    let article = input.article.clone().unwrap_or_default();
    check.text("article", &article, 1, 40);
    let as_of = input.as_of.unwrap_or_else(|| clock::shanghai_day(clock::now()));
    check.that(
        as_of <= clock::shanghai_day(clock::now()),
        "as_of",
        "out_of_range",
        "expected a day that is not in the future",
    );
    check.end(Code::InvalidInput)?;
    let facts: Facts = serde_json::from_value(Value::Object(input.facts.clone())).map_err(|e| {
        Problem::fields(
            Code::InvalidFacts,
            vec![FieldError::new("facts", "wrong_type", e.to_string())],
        )
    })?;
    Ok(Case {
        policy: input
            .policy
            .clone()
            .unwrap_or_else(|| subsidy::DEFAULT_POLICY.to_owned()),
        article,
        as_of,
        facts,
        subject: subject.trim().to_owned(),
        deal: None,
    })
}

async fn of_assessment(app: &App, caller: &Caller, id: Uuid, input: &ClaimInput) -> Result<Case> {
    if input.policy.is_some() || input.article.is_some() || input.as_of.is_some() || !input.facts.is_empty() {
        return Err(wrong(
            "assessment_id",
            "unexpected",
            "expected without policy, article, as_of and facts: the assessment has them",
        ));
    }
    let row = assessment::Entity::find_by_id(id)
        .one(&app.db)
        .await?
        .filter(|a| a.organisation_id == caller.org())
        .ok_or_else(|| {
            wrong(
                "assessment_id",
                "unknown_code",
                "expected an assessment of a project of yours",
            )
        })?;
    let article = row.result["project_article"].as_str().ok_or_else(|| {
        Problem::with(
            Code::NotEligible,
            "the assessment leads to no article: a ground is missing or not met",
        )
    })?;
    let project: ProjectFacts = serde_json::from_value(row.facts.clone())?;
    let deal = entity::deal::Entity::find_by_id(row.deal_id)
        .one(&app.db)
        .await?
        .ok_or_else(|| Problem::new(Code::NotFound))?;
    let title = deal::store::scenario_content(&app.db, deal.scenario_id)
        .await?
        .title;
    Ok(Case {
        policy: row.policy,
        article: article.to_owned(),
        as_of: row.as_of,
        facts: project.facts(),
        subject: title,
        deal: Some(row.deal_id),
    })
}

/// One expense is claimed once; under several articles only where the operator allows it.
async fn once(db: &impl ConnectionTrait, counted: &[Uuid], case: &Case, exclusion: Exclusion) -> Result<()> {
    let live = claim::Entity::find()
        .filter(claim::Column::OrganisationId.is_in(counted.iter().copied()))
        .filter(claim::Column::State.is_not_in([ClaimState::Refused, ClaimState::Withdrawn]))
        .all(db)
        .await?;
    let same = live.iter().find(|row| {
        let thing = match case.deal {
            Some(deal) => row.deal_id == Some(deal),
            None => row.deal_id.is_none() && row.subject == case.subject,
        };
        thing && (exclusion == Exclusion::OneArticle || row.article == case.article)
    });
    match same {
        Some(row) => Err(Problem::fields(
            Code::AlreadyExists,
            vec![FieldError::new(
                "subject",
                "taken",
                format!(
                    "it is claimed under article {} already (claim {})",
                    row.article, row.id
                ),
            )],
        )),
        None => Ok(()),
    }
}

/// Where the article asks for a non-affiliated provider: its code, after a look at who is counted together.
async fn not_affiliated(
    db: &impl ConnectionTrait,
    caller: &Caller,
    counted: &[Uuid],
    (policy, article): (&Policy, &ArticleResult),
    code: Option<&str>,
) -> Result<Option<String>> {
    let asked = policy.non_affiliated(&article.article);
    if asked.is_empty() {
        return Ok(None);
    }
    let affiliated = || {
        Problem::with(
            Code::AffiliatedParties,
            "the article supports dealings with non-affiliated parties only",
        )
    };
    if asked.iter().any(|id| article.failed.contains(id)) {
        return Err(affiliated());
    }
    let code = code.ok_or_else(|| {
        wrong(
            "provider_credit_code",
            "required",
            "expected the credit code of the seller or provider",
        )
    })?;
    let code =
        CreditCode::parse(code).map_err(|e| wrong("provider_credit_code", "wrong_shape", e.to_string()))?;
    let provider = organisation::Entity::find()
        .filter(organisation::Column::CreditCode.eq(code.as_str()))
        .one(db)
        .await?;
    let same = code.as_str() == caller.organisation.credit_code;
    if same || provider.is_some_and(|p| counted.contains(&p.id)) {
        return Err(affiliated());
    }
    Ok(Some(code.as_str().to_owned()))
}

/// What the article allows after every cap, or why nothing.
fn limit(article: &ArticleResult) -> Result<Money> {
    if article.outcome != Outcome::Eligible {
        let words = serde_json::to_value(article.outcome)?;
        let words = words.as_str().unwrap_or_default();
        let why = article
            .failed
            .iter()
            .map(|f| (f, "not_met"))
            .chain(article.missing.iter().map(|m| (m, "missing")))
            .map(|(name, code)| FieldError::new(format!("facts.{name}"), code, words))
            .collect();
        return Err(Problem {
            detail: Some(format!("article {} is {words}", article.article)),
            ..Problem::fields(Code::NotEligible, why)
        });
    }
    match article.amount().map(|m| Money(m.fen())) {
        Some(amount) if amount > Money(0) => Ok(amount),
        _ if article.room_before == Some(subsidy::Money::ZERO) => Err(Problem::with(
            Code::NoRoom,
            format!(
                "nothing, because the room of the year is used up ({})",
                article.limited_by.as_deref().unwrap_or(&article.ledger_group)
            ),
        )),
        _ => Err(Problem::with(
            Code::NotEligible,
            "nothing, because the amount comes to 0",
        )),
    }
}
