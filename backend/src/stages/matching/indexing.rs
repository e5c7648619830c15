//! How does a published row get into the search index? Read the rows now, then upsert or delete. Rows that lack a
//! vector of the embeddings service get a job for it ([`encoding`]).

use std::collections::HashSet;

use entity::states::SubjectKind;
use uuid::Uuid;

use super::encoding;
use crate::http::problem::Result;
use crate::platform::taxonomy::Taxonomies;
use crate::search::SearchDoc;
use crate::stages::{demand, identity, supply};
use crate::state::App;

/// What a row may be found by beside its own words. Not by its direction or level: every museum is in "工厂、院区或场馆", and
/// half of the rows are in "智能体".
fn names(taxonomies: &Taxonomies, codes: &[&[String]], organisation: &str) -> String {
    let names = taxonomies.names();
    let mut words = vec![organisation];
    words.extend(
        codes
            .iter()
            .flat_map(|c| c.iter())
            .filter_map(|c| names.get(c.as_str()))
            .flatten(),
    );
    words.join(" ")
}

/// A region and those that contain it; nothing for an empty code.
fn within<'a>(taxonomies: &'a Taxonomies, code: &'a str) -> impl Iterator<Item = &'a str> {
    let parent = |code: &&'a str| {
        let region = taxonomies.regions.iter().find(|region| region.code == *code)?;
        region.parent.as_deref()
    };
    // No longer than the list: a parent that is its own would go on for ever.
    let all = std::iter::successors(Some(code).filter(|code| !code.is_empty()), parent);
    all.take(taxonomies.regions.len())
}

/// The regions in which a solution is found: those that it names with all that they contain and that contain them;
/// every one where it names none, for it serves everywhere.
fn served(taxonomies: &Taxonomies, codes: &[String]) -> Vec<String> {
    let all = taxonomies.regions.iter().map(|region| region.code.as_str());
    let named = |code: &str| codes.iter().any(|named| named == code);
    let found = all.filter(|code| {
        let around = within(taxonomies, code).any(named);
        codes.is_empty()
            || around
            || codes
                .iter()
                .any(|named| within(taxonomies, named).any(|w| w == *code))
    });
    found.map(str::to_owned).collect()
}

/// Brings those solutions' entries up to date.
///
/// # Errors
/// Database or index errors.
pub async fn solutions(app: &App, ids: &[Uuid]) -> Result<()> {
    let rows = supply::store::published(&app.db, ids).await?;
    encoding::queue_solutions(app, &rows).await?;
    let orgs = identity::briefs(&app.db, rows.iter().map(|r| r.0.organisation_id)).await?;
    let found: HashSet<Uuid> = rows.iter().map(|r| r.0.id).collect();
    let docs = rows
        .into_iter()
        .map(|(row, c)| {
            let org = orgs.get(&row.organisation_id).map_or("", |o| o.name.as_str());
            let mut body = vec![c.description.clone()];
            body.extend(c.capabilities.iter().map(|p| format!("{} {}", p.name, p.text)));
            body.extend(
                c.cases
                    .iter()
                    .map(|p| format!("{} {} {}", p.title, p.text, p.result)),
            );
            SearchDoc {
                id: row.id,
                kind: SubjectKind::Solution,
                names: names(&app.taxonomies, &[&c.industries, &c.technologies], org),
                title: c.title,
                summary: c.summary,
                body: body.join("\n"),
                capabilities: c.capabilities.into_iter().map(|p| p.name).collect(),
                direction: c.direction,
                industries: c.industries,
                technologies: c.technologies,
                deployments: c.deployments,
                regions: served(&app.taxonomies, &c.regions),
                levels: c.levels,
                tier: Some(row.tier.as_str().to_owned()),
                published_at: row.published_at.unwrap_or(row.created_at),
                price_fen: c.price_low.map(|m| m.0),
            }
        })
        .collect();
    let gone = ids
        .iter()
        .filter(|id| !found.contains(id))
        .map(|id| (SubjectKind::Solution, *id))
        .collect();
    app.search.apply(docs, gone).await?;
    Ok(())
}

/// Brings those scenarios' entries up to date.
///
/// # Errors
/// Database or index errors.
pub async fn scenarios(app: &App, ids: &[Uuid]) -> Result<()> {
    let mut rows = demand::store::published(&app.db, ids).await?;
    rows.retain(|(row, _)| demand::store::is_open(row));
    encoding::queue_scenarios(app, &rows).await?;
    let orgs = identity::briefs(&app.db, rows.iter().map(|r| r.0.organisation_id)).await?;
    let found: HashSet<Uuid> = rows.iter().map(|r| r.0.id).collect();
    let docs = rows
        .into_iter()
        .map(|(row, c)| {
            let org = orgs.get(&row.organisation_id).map_or("", |o| o.name.as_str());
            let mut body = vec![c.description.clone()];
            body.extend(c.requirements.iter().map(|r| r.text.clone()));
            SearchDoc {
                id: row.id,
                kind: SubjectKind::Scenario,
                names: names(&app.taxonomies, &[&c.industries, &c.technologies], org),
                title: c.title,
                summary: c.summary,
                body: body.join("\n"),
                direction: c.direction,
                industries: c.industries,
                technologies: c.technologies,
                deployments: c.deployments,
                capabilities: vec![],
                regions: within(&app.taxonomies, &c.region).map(str::to_owned).collect(),
                levels: if c.level.is_empty() { vec![] } else { vec![c.level] },
                tier: None,
                published_at: row.published_at.unwrap_or(row.created_at),
                price_fen: c.budget.map(|m| m.0),
            }
        })
        .collect();
    let gone = ids
        .iter()
        .filter(|id| !found.contains(id))
        .map(|id| (SubjectKind::Scenario, *id))
        .collect();
    app.search.apply(docs, gone).await?;
    Ok(())
}

/// Builds the index anew from the database, in chunks; entries without a row are deleted. Search goes on meanwhile.
///
/// # Errors
/// Database or index errors.
pub async fn reindex(
    app: &App,
    mut progress: impl FnMut(SubjectKind, usize, usize),
) -> Result<(usize, usize)> {
    use entity::{scenario, solution};
    use sea_orm::{EntityTrait, QuerySelect};
    let mut totals = [0, 0];
    for (slot, kind) in [SubjectKind::Solution, SubjectKind::Scenario]
        .into_iter()
        .enumerate()
    {
        let mut ids: Vec<Uuid> = match kind {
            SubjectKind::Solution => {
                solution::Entity::find()
                    .select_only()
                    .column(solution::Column::Id)
                    .into_tuple()
                    .all(&app.db)
                    .await?
            }
            SubjectKind::Scenario => {
                scenario::Entity::find()
                    .select_only()
                    .column(scenario::Column::Id)
                    .into_tuple()
                    .all(&app.db)
                    .await?
            }
        };
        let known: HashSet<Uuid> = ids.iter().copied().collect();
        ids.extend(
            app.search
                .ids(kind)
                .await?
                .into_iter()
                .filter(|id| !known.contains(id)),
        );
        let mut done = 0;
        for chunk in ids.chunks(2_000) {
            match kind {
                SubjectKind::Solution => solutions(app, chunk).await?,
                SubjectKind::Scenario => scenarios(app, chunk).await?,
            }
            done += chunk.len();
            progress(kind, done, ids.len());
        }
        totals[slot] = app.search.count(kind).await?;
    }
    Ok((totals[0], totals[1]))
}
