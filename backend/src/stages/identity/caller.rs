//! Who asks? The extractor that turns a token into a user and its organisation as they are now.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use entity::{app_user, organisation};
use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::http::problem::{Code, Problem, Result};
use crate::state::App;

/// Whoever sent a valid access token.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The user.
    pub user: app_user::Model,
    /// Its organisation.
    pub organisation: organisation::Model,
}

impl Caller {
    /// The organisation's id.
    #[must_use]
    pub fn org(&self) -> Uuid {
        self.organisation.id
    }

    /// Whether the caller's organisation runs the platform.
    #[must_use]
    pub fn is_operator(&self) -> bool {
        self.organisation.is_operator
    }

    /// # Errors
    /// `forbidden` unless the organisation runs the platform.
    pub fn operator(self) -> Result<Self> {
        if self.organisation.is_operator {
            Ok(self)
        } else {
            Err(Problem::with(Code::Forbidden, "operators only"))
        }
    }

    /// # Errors
    /// `forbidden` unless the organisation offers solutions.
    pub fn vendor(self) -> Result<Self> {
        if self.organisation.is_vendor {
            Ok(self)
        } else {
            Err(Problem::with(Code::Forbidden, "vendors only"))
        }
    }

    /// # Errors
    /// `forbidden` unless the organisation posts scenarios.
    pub fn buyer(self) -> Result<Self> {
        if self.organisation.is_buyer {
            Ok(self)
        } else {
            Err(Problem::with(Code::Forbidden, "buyers only"))
        }
    }

    async fn load(app: &App, token: &str) -> Result<Self> {
        let none = || Problem::new(Code::NotAuthenticated);
        let claims = app.keys.read(token).ok_or_else(none)?;
        // Read at every request: a disabled user is out at once, not when its token ends.
        let (user, organisation) = app_user::Entity::find_by_id(claims.sub)
            .find_also_related(organisation::Entity)
            .one(&app.db)
            .await?
            .ok_or_else(none)?;
        let organisation = organisation.ok_or_else(none)?;
        if user.disabled || organisation.id != claims.org {
            return Err(none());
        }
        Ok(Self { user, organisation })
    }
}

impl FromRequest for Caller {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = request.app_data::<web::Data<App>>().cloned();
        let token = request
            .headers()
            .get("authorization")
            .and_then(|v| v.to_str().ok())
            .and_then(|v| v.strip_prefix("Bearer "))
            .map(str::to_owned);
        Box::pin(async move {
            let app = app.ok_or_else(|| Problem::new(Code::Internal))?;
            let token = token.ok_or_else(|| Problem::new(Code::NotAuthenticated))?;
            Self::load(&app, &token).await
        })
    }
}
