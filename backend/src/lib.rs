//! ScenePool (场景资源池): a supply-demand matchmaking platform for AI scenarios.
//!
//! Start with [`wiring`], the map from events to jobs; then [`stages`], the journey in order.

pub mod commands;
pub mod http;
pub mod platform;
pub mod search;
pub mod stages;
pub mod state;
pub mod wiring;
