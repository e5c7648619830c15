//! What may come in when somebody registers or logs in?

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::credit_code::CreditCode;
use crate::http::problem::{Code, FieldError, Problem, Result};
use crate::platform::check::Check;
use crate::platform::taxonomy::Taxonomies;

/// What an organisation does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Offers solutions (供给方).
    Vendor,
    /// Posts scenarios (需求方).
    Buyer,
    /// Runs the platform (运营方); not open to registration.
    Operator,
}

/// An organisation that registers.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct OrganisationInput {
    /// Registered name, 2 to 100 characters.
    pub name: String,
    /// Unified social credit code (GB 32100-2015).
    pub credit_code: String,
    /// What it does here.
    pub kinds: Vec<Kind>,
    /// Administrative code of its seat.
    pub region: String,
    /// What it says of itself, up to 500 characters.
    #[serde(default)]
    pub intro: String,
}

/// Its first user.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct UserInput {
    /// Name shown to others.
    pub name: String,
    /// Login.
    pub email: String,
    /// 10 to 200 characters.
    pub password: String,
}

/// A registration.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct RegisterInput {
    /// The organisation.
    pub organisation: OrganisationInput,
    /// Its owner.
    pub user: UserInput,
}

/// A login.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct LoginInput {
    /// Email of the user.
    pub email: String,
    /// Password of the user.
    pub password: String,
}

/// A refresh token to exchange or to end.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct RefreshInput {
    /// The token.
    pub refresh_token: String,
}

impl RegisterInput {
    /// Checks every field.
    ///
    /// # Errors
    /// `invalid_credit_code` where only the code is wrong, else `invalid_input` with every field.
    pub fn check(&self, taxonomies: &Taxonomies) -> Result<CreditCode> {
        self.check_as(taxonomies, false)
    }

    /// Checks every field; `on_server` allows the operator, who is set up there.
    ///
    /// # Errors
    /// As [`RegisterInput::check`].
    pub fn check_as(&self, taxonomies: &Taxonomies, on_server: bool) -> Result<CreditCode> {
        let mut check = Check::default();
        let org = &self.organisation;
        check.text("organisation.name", &org.name, 2, 100);
        check.text("organisation.intro", &org.intro, 0, 500);
        check.text("organisation.region", &org.region, 1, 6);
        check.code("organisation.region", &org.region, &taxonomies.regions);
        check.that(
            !org.kinds.is_empty(),
            "organisation.kinds",
            "required",
            "expected vendor, buyer or both",
        );
        check.that(
            on_server || !org.kinds.contains(&Kind::Operator),
            "organisation.kinds",
            "not_allowed",
            "an operator is set up on the server, not by registration",
        );
        check.text("user.name", &self.user.name, 1, 50);
        check.that(
            is_email(&self.user.email),
            "user.email",
            "not_an_email",
            "expected name@domain",
        );
        let length = self.user.password.chars().count();
        check.range("user.password", length, 10, 200);
        let code = CreditCode::parse(&org.credit_code);
        let mut errors = check.errors();
        if let Err(why) = code {
            let only = errors.is_empty();
            errors.push(FieldError::new(
                "organisation.credit_code",
                "invalid_credit_code",
                why.to_string(),
            ));
            return Err(Problem::fields(
                if only {
                    Code::InvalidCreditCode
                } else {
                    Code::InvalidInput
                },
                errors,
            ));
        }
        if !errors.is_empty() {
            return Err(Problem::fields(Code::InvalidInput, errors));
        }
        code.map_err(|e| Problem::with(Code::InvalidCreditCode, e.to_string()))
    }
}

fn is_email(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 200
        && !text.chars().any(|c| c.is_whitespace() || c.is_control())
        && text.split_once('@').is_some_and(|(name, domain)| {
            !name.is_empty()
                && domain.contains('.')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
                && !domain.contains('@')
        })
}
