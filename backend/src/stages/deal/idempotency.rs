//! Was this very command answered before? A key that a caller sends with a command is kept with the answer, in
//! the transaction of the command: sent again it gives the saved answer, with another body it is refused.

use entity::idempotency_key;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::http::problem::{Code, FieldError, Problem, Result};
use crate::platform::{audit, clock};

/// A key as sent, with the digest of what it was sent with.
#[derive(Clone, Debug)]
pub struct Key {
    key: String,
    fingerprint: String,
}

/// An answer, given now or before.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// JSON body.
    pub body: Value,
    /// Whether it was given before.
    pub replayed: bool,
}

impl Key {
    /// A key of 1 to 200 visible ASCII characters, for a command (method and path) and its body.
    ///
    /// # Errors
    /// `invalid_input` where the key is of another shape.
    pub fn new(key: &str, command: &str, body: &impl Serialize) -> Result<Self> {
        if key.is_empty() || key.len() > 200 || !key.bytes().all(|b| b.is_ascii_graphic()) {
            let error = FieldError::new(
                "Idempotency-Key",
                "wrong_shape",
                "expected 1 to 200 visible ASCII characters",
            );
            return Err(Problem::fields(Code::InvalidInput, vec![error]));
        }
        let body = audit::canonical(&serde_json::to_value(body)?);
        Ok(Self {
            key: key.to_owned(),
            fingerprint: hex::encode(Sha256::digest(format!("{command}\n{body}"))),
        })
    }

    /// The answer given before, if any. Call it under the lock of the row that the command changes.
    ///
    /// # Errors
    /// `idempotency_key_reused`; database errors.
    pub async fn answered(&self, tx: &DatabaseTransaction, user: Uuid) -> Result<Option<Answer>> {
        let saved = idempotency_key::Entity::find()
            .filter(idempotency_key::Column::UserId.eq(user))
            .filter(idempotency_key::Column::Key.eq(&self.key))
            .one(tx)
            .await?;
        match saved {
            None => Ok(None),
            Some(saved) if saved.fingerprint != self.fingerprint => Err(Problem::new(Code::KeyReused)),
            Some(saved) => {
                let status = u16::try_from(saved.status).map_err(|e| anyhow::anyhow!(e))?;
                Ok(Some(Answer {
                    status,
                    body: saved.body,
                    replayed: true,
                }))
            }
        }
    }

    /// Keeps the answer.
    ///
    /// # Errors
    /// Database errors only.
    pub async fn keep(&self, tx: &DatabaseTransaction, user: Uuid, answer: &Answer) -> Result<()> {
        idempotency_key::ActiveModel {
            id: Set(Uuid::now_v7()),
            user_id: Set(user),
            key: Set(self.key.clone()),
            fingerprint: Set(self.fingerprint.clone()),
            status: Set(i32::from(answer.status)),
            body: Set(answer.body.clone()),
            created_at: Set(clock::now()),
        }
        .insert(tx)
        .await?;
        Ok(())
    }
}
