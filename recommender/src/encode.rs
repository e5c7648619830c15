//! What makes vectors of texts?
//!
//! [`Encoder`] is the door; [`crate::latent::Latent`] is the encoder that is built in. Others (a service on the
//! net, a model in the process) stand outside of this library and come in by the same door.

use crate::error::Error;

/// Makes vectors of texts: equal texts give equal vectors as long as [`Encoder::model`] is the same.
pub trait Encoder: Send + Sync {
    /// Length of each vector.
    fn dimensions(&self) -> usize;

    /// Digest or name of the model; vectors of different models must not be compared.
    fn model(&self) -> &str;

    /// A vector for each text, in their order; `None` where the text holds nothing that the model knows.
    ///
    /// # Errors
    /// Whatever keeps the encoder from answering, and vectors that [`check`] refuses.
    fn encode(&self, texts: &[&str]) -> Result<Vec<Option<Vec<f32>>>, Error>;
}

/// Whether these are vectors for so many texts: for encoders whose vectors come from elsewhere.
///
/// # Errors
/// [`Error::Shape`] for another number of vectors or another length, [`Error::Row`] for numbers that are not
/// finite or all zero.
pub fn check(vectors: &[Vec<f32>], texts: usize, dimensions: usize) -> Result<(), Error> {
    let shape = |field, expected, found| {
        Err(Error::Shape {
            field,
            expected,
            found,
        })
    };
    if vectors.len() != texts {
        return shape("vectors", texts, vectors.len());
    }
    for (at, vector) in vectors.iter().enumerate() {
        if vector.len() != dimensions {
            return shape("vector", dimensions, vector.len());
        }
        if vector.iter().any(|v| !v.is_finite()) || vector.iter().all(|v| *v == 0.0) {
            return Err(Error::Row {
                id: at.to_string(),
                field: "vector",
                expected: "finite numbers that are not all zero",
            });
        }
    }
    Ok(())
}
