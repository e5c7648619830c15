//! Which support does the demo ask for? Its accepted projects are assessed in the order of their acceptance. Of each
//! vendor the first one is claimed and paid, the second waits for the operator, the third is being prepared; further
//! ones are left to be claimed.

use std::collections::HashMap;

use anyhow::Context as _;
use entity::states::DealState;
use entity::{app_user, deal, organisation};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::stages::award::claims::input::{ClaimInput, MoveInput};
use crate::stages::award::claims::moves::{self, ClaimMove};
use crate::stages::award::claims::{documents, prepare, store};
use crate::stages::award::service::{Grounds, assess};
use crate::stages::identity::Caller;
use crate::state::App;

/// Claims of a vendor in the demo; one more is left to the visitor.
const CLAIMS: usize = 3;

/// Assesses the accepted projects and writes the claims, through the same services as the pages.
///
/// # Errors
/// Where the demo's rows do not fit the rules any more; database errors.
pub async fn load(app: &App, grounds: &HashMap<Uuid, Grounds>) -> anyhow::Result<()> {
    let users = users(app).await?;
    let operators: Vec<&Caller> = users.iter().filter(|u| u.is_operator()).collect();
    let assessor = *operators.first().context("the demo has no operator")?;
    let mut deals = deal::Entity::find()
        .filter(deal::Column::State.eq(DealState::Accepted))
        .all(&app.db)
        .await?;
    deals.sort_by_key(|d| (d.accepted_at, d.id));
    let mut made: HashMap<Uuid, usize> = HashMap::new();
    for deal in deals {
        let shown = grounds.get(&deal.id).cloned().unwrap_or_default();
        let kept = assess(app, assessor, &deal, shown).await?;
        let place = made.entry(deal.vendor_id).or_default();
        let due = kept.ceiling_fen.is_some_and(|fen| fen > 0);
        let vendor = users.iter().find(|u| u.org() == deal.vendor_id);
        if let Some(vendor) = vendor.filter(|_| due && *place < CLAIMS) {
            claim(app, vendor, &operators, kept.id, *place)
                .await
                .with_context(|| format!("a claim of the demo for deal {}", deal.id))?;
            *place += 1;
        }
    }
    Ok(())
}

/// One claim: the first of a vendor goes to payment, the second to the operator, the third stays a draft.
async fn claim(
    app: &App,
    vendor: &Caller,
    operators: &[&Caller],
    assessment: Uuid,
    place: usize,
) -> anyhow::Result<()> {
    let input = ClaimInput {
        assessment_id: Some(assessment),
        ..ClaimInput::default()
    };
    let row = prepare::prepare(app, vendor, input).await?;
    if place >= 2 {
        return Ok(());
    }
    for line in documents::of_article(&row.article)?.iter().filter(|l| l.required) {
        let text = format!(
            "{}（演示材料，内容为虚构） {} (demo, invented)\n\n{}\n",
            line.zh, line.en, row.subject
        );
        let file = (format!("{}.txt", line.zh), text.into_bytes());
        store::add_document(app, vendor, row.id, &line.id, file).await?;
    }
    make(app, vendor, row.id, ClaimMove::Submit).await?;
    if place == 0 {
        let needed = usize::try_from(row.approvals_needed)?;
        for operator in operators.iter().take(needed) {
            make(app, operator, row.id, ClaimMove::Approve).await?;
        }
        let payer = operators.first().context("the demo has no operator")?;
        make(app, payer, row.id, ClaimMove::Pay).await?;
    }
    Ok(())
}

async fn make(app: &App, who: &Caller, id: Uuid, action: ClaimMove) -> anyhow::Result<()> {
    let input = MoveInput {
        action,
        note: String::new(),
        amount: None,
    };
    moves::make(app, who, id, &input).await?;
    Ok(())
}

/// Every user with its organisation, oldest first.
async fn users(app: &App) -> anyhow::Result<Vec<Caller>> {
    let rows = app_user::Entity::find()
        .order_by_asc(app_user::Column::Id)
        .find_also_related(organisation::Entity)
        .all(&app.db)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(user, organisation)| {
            Some(Caller {
                user,
                organisation: organisation?,
            })
        })
        .collect())
}
