//! Rows that tests write.

use std::sync::atomic::{AtomicU64, Ordering};

use entity::states::DealState;
use entity::{deal, scenario, solution};
use scenepool::stages::identity::{
    OrganisationInput, RegisterInput, UserInput, credit_code::CreditCode, service,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Client, TestApp};

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A credit code that nobody else has: the check digit is found by trying the whole alphabet.
pub fn credit_code() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let body = format!("91110112MA{:07}", NEXT.fetch_add(1, Ordering::Relaxed));
    let codes = ALPHABET
        .iter()
        .map(|digit| format!("{body}{}", char::from(*digit)));
    codes
        .into_iter()
        .find(|code| CreditCode::parse(code).is_ok())
        .expect("one check digit fits")
}

/// A registration that is right.
pub fn registration(kinds: &[&str]) -> Value {
    let code = credit_code();
    json!({
        "organisation": {"name": format!("测试机构{code}"), "credit_code": code, "kinds": kinds, "region": "110112", "intro": "只为测试"},
        "user": {"name": "测试员", "email": format!("{}@test.example", code.to_lowercase()), "password": "long-enough-1"},
    })
}

/// A solution that is complete.
pub fn solution() -> Value {
    json!({
        "title": "景区多语种智能导览",
        "summary": "面向景区与博物馆的多语种智能导览，游客扫码即可听讲解、问路、问票，支持离线使用。",
        "description": "系统以景区审定的讲解词为依据，用检索增强生成回答游客提问，走到讲解点自动播报，没有依据的问题转人工。支持中英日韩四种语言，弱网环境可离线使用，运营人员可自行修改内容。",
        "direction": "culture-tourism",
        "industries": ["scenic-areas"],
        "technologies": ["rag", "speech"],
        "deployments": ["public-cloud", "on-premises"],
        "regions": ["110000"],
        "levels": [],
        "data_level": 3,
        "price_low": "300000.00",
        "price_high": "600000",
        "delivery_days": 45,
        "capabilities": [
            {"name": "自动讲解", "text": "游客走到讲解点附近自动播放讲解，室外触发偏差不超过 5 米。"},
            {"name": "多语种问答", "text": "支持中英日韩四种语言问答，平均响应 150 毫秒。"},
            {"name": "离线使用", "text": "没有网络信号时仍可播放讲解。"}
        ],
        "cases": [{"title": "某运河景区导览", "text": "上线五十个讲解点", "client_kind": "华北某景区", "year": 2025, "result": "满意度 96%"}]
    })
}

/// A scenario that is complete and that [`solution`] fits.
pub fn scenario() -> Value {
    json!({
        "title": "景区想让游客自己就能听讲解",
        "summary": "讲解员不够，希望游客用手机听讲解、问路。",
        "description": "景区沿河约六公里，有五十多处值得讲的地方，周末讲解员排不过来，外国游客越来越多。希望走到哪里讲到哪里，地下展厅没有信号也能听。",
        "direction": "culture-tourism",
        "industries": ["scenic-areas"],
        "technologies": [],
        "deployments": ["public-cloud"],
        "region": "110112",
        "data_level": 2,
        "budget": "500000.00",
        "days": 60,
        "requirements": [
            {"text": "走到讲解点附近自动开始讲解", "essential": true, "weight": 5, "criterion": "室外触发偏差不超过 10 米"},
            {"text": "问答响应时间不超过 200ms", "essential": true, "weight": 4},
            {"text": "按月与票务台账自动对账并开具发票", "essential": false, "weight": 1}
        ]
    })
}

/// The operator, set up as on a server: not by registration.
pub async fn operator(app: &TestApp) -> Client {
    let code = credit_code();
    let email = format!("{}@operator.example", code.to_lowercase());
    let input = RegisterInput {
        organisation: OrganisationInput {
            name: "测试运营方".to_owned(),
            credit_code: code,
            kinds: Vec::new(),
            region: "110112".to_owned(),
            intro: String::new(),
        },
        user: UserInput {
            name: "运营".to_owned(),
            email: email.clone(),
            password: "operator-password".to_owned(),
        },
    };
    service::register_operator(&app.state, input)
        .await
        .expect("an operator");
    let login = json!({"email": email, "password": "operator-password"});
    let session = app.guest().post("/v1/auth/login", login).await.expect(200);
    app.guest().with(session)
}

/// Writes, submits and publishes a row; gives back its id. `path` is `solutions` or `scenarios`.
pub async fn publish(owner: &Client, operator: &Client, path: &str, content: Value) -> String {
    let row = owner.post(&format!("/v1/{path}"), content).await.expect(201);
    let id = row["id"].as_str().expect("an id").to_owned();
    owner.act(&format!("/v1/{path}/{id}/submit")).await.expect(200);
    operator
        .post(&format!("/v1/{path}/{id}/review"), json!({"decision": "approve"}))
        .await
        .expect(200);
    id
}

/// Puts an accepted deal of this solution into the database: the way there is tested where deals are.
pub async fn accepted(app: &TestApp, solution: &str, scenario: &str) {
    let id = |text: &str| Uuid::parse_str(text).expect("an id");
    let db = &app.state.db;
    let offer = solution::Entity::find_by_id(id(solution)).one(db).await;
    let demand = scenario::Entity::find_by_id(id(scenario)).one(db).await;
    let (offer, demand) = (
        offer.expect("a query").expect("a solution"),
        demand.expect("a query").expect("a scenario"),
    );
    let now = chrono::Utc::now();
    let row = deal::ActiveModel {
        id: Set(Uuid::now_v7()),
        scenario_id: Set(demand.id),
        solution_id: Set(offer.id),
        buyer_id: Set(demand.organisation_id),
        vendor_id: Set(offer.organisation_id),
        match_entry_id: Set(None),
        state: Set(DealState::Accepted),
        reason: Set(None),
        revision: Set(1),
        opened_at: Set(now),
        answered_at: Set(Some(now)),
        awarded_at: Set(Some(now)),
        signed_at: Set(Some(now)),
        accepted_at: Set(Some(now)),
        updated_at: Set(now),
    };
    row.insert(db).await.expect("a deal");
}
