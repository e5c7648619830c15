//! `operator`: who runs the platform? Registration is open to vendors and buyers only; an operator is set up here.

use std::io::Read as _;

use clap::Args;
use uuid::Uuid;

use super::boot;
use crate::platform::config::Settings;
use crate::stages::identity::{OrganisationInput, RegisterInput, UserInput, service};

/// An operator and its first user.
#[derive(Debug, Args)]
pub struct OperatorArgs {
    /// Registered name of the organisation
    #[arg(long)]
    name: String,
    /// Its unified social credit code
    #[arg(long)]
    credit_code: String,
    /// Administrative code of its seat
    #[arg(long, default_value = "110112")]
    region: String,
    /// Email that its first user logs in with
    #[arg(long)]
    email: String,
    /// Name of that user
    #[arg(long, default_value = "运营")]
    user: String,
    /// Read the password from standard input instead of making one and printing it
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    settings: Settings,
}

/// Registers the operator and prints its login.
///
/// # Errors
/// Each field that is wrong or taken; nothing is written then.
pub async fn run(args: OperatorArgs) -> anyhow::Result<()> {
    let password = if args.password_stdin {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        text.trim_end_matches(['\r', '\n']).to_owned()
    } else {
        Uuid::new_v4().simple().to_string()
    };
    let input = RegisterInput {
        organisation: OrganisationInput {
            name: args.name,
            credit_code: args.credit_code,
            kinds: Vec::new(),
            region: args.region,
            intro: String::new(),
        },
        user: UserInput {
            name: args.user,
            email: args.email,
            password: password.clone(),
        },
    };
    let app = boot::app(&boot::quiet(args.settings)).await?;
    let email = input.user.email.trim().to_lowercase();
    match service::register_operator(&app, input).await {
        Ok(org) => {
            say!("{} {}", org.name, org.credit_code);
            if args.password_stdin {
                say!("login: {email}");
            } else {
                say!("login: {email} {password}");
            }
            Ok(())
        }
        Err(problem) => {
            for error in &problem.errors {
                eprintln!("{}: {}: {}", error.field, error.code, error.detail);
            }
            anyhow::bail!("{}; nothing was written", problem.code.title());
        }
    }
}
