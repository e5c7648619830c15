//! What is the word material made of? `seed-data/demo/generator.yaml`, checked when it is read, so that making a
//! row cannot fail.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use serde::Deserialize;

use crate::platform::seed_data;

const PATH: &str = "demo/generator.yaml";

#[derive(Deserialize)]
pub(super) struct Material {
    pub places: Vec<String>,
    /// Ways to deploy that go together, by name of the group.
    pub deployments: BTreeMap<String, Vec<String>>,
    pub price_yuan: Price,
    pub budget_yuan: Steps,
    pub delivery_days: Steps,
    pub data_level_weights: Vec<u32>,
    pub tier_weights: BTreeMap<String, u32>,
    pub regions_nationwide_share: f64,
    pub names: Names,
    pub templates: Templates,
    pub directions: Vec<Direction>,
}

/// Multiples of a step between two bounds, both included.
#[derive(Deserialize)]
pub(super) struct Steps {
    pub range: [f64; 2],
    pub step: f64,
}

#[derive(Deserialize)]
pub(super) struct Price {
    #[serde(flatten)]
    pub low: Steps,
    /// The highest price as a multiple of the lowest.
    pub spread: [f64; 2],
}

#[derive(Deserialize)]
pub(super) struct Names {
    pub first: Vec<String>,
    pub second: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Templates {
    pub vendor: Vendor,
    pub buyer: Buyer,
}

#[derive(Deserialize)]
pub(super) struct Vendor {
    pub title: Vec<String>,
    pub summary: Vec<String>,
    pub opening: Vec<String>,
    pub method: Vec<String>,
    pub delivery: Vec<String>,
    pub boundary: Vec<String>,
    pub capability: Vec<String>,
    pub case_result: Vec<String>,
    pub case_title: Vec<String>,
    pub case_text: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Buyer {
    pub title: Vec<String>,
    pub summary: Vec<String>,
    pub description: Vec<String>,
    pub requirement_extra: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Direction {
    pub code: String,
    pub levels: Vec<String>,
    pub sectors: Vec<Sector>,
    pub methods: Vec<String>,
    pub effects: BTreeMap<String, Effect>,
    pub tasks: Vec<Task>,
}

#[derive(Deserialize)]
pub(super) struct Sector {
    pub industry: String,
    pub name: String,
    pub clients: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Effect {
    #[serde(flatten)]
    pub number: Steps,
    pub vendor: String,
    pub buyer: String,
    pub criterion: String,
}

#[derive(Deserialize)]
pub(super) struct Task {
    pub key: String,
    pub sectors: Vec<String>,
    pub technologies: Vec<String>,
    pub vendor: Vec<String>,
    pub pain: Vec<String>,
    pub want: Vec<String>,
    pub objects: Vec<String>,
    pub effects: Vec<String>,
}

impl Material {
    /// Reads the material that is built in.
    pub fn builtin() -> anyhow::Result<Self> {
        let material: Self =
            serde_saphyr::from_str(&seed_data::text(PATH)?).with_context(|| PATH.to_owned())?;
        material.check().with_context(|| PATH.to_owned())?;
        Ok(material)
    }

    /// Whether every list has enough to pick from and every name leads somewhere.
    fn check(&self) -> anyhow::Result<()> {
        let (vendor, buyer) = (&self.templates.vendor, &self.templates.buyer);
        let lists = [
            ("places", &self.places, 1),
            ("names.first", &self.names.first, 1),
            ("names.second", &self.names.second, 1),
            ("vendor.title", &vendor.title, 1),
            ("vendor.summary", &vendor.summary, 1),
            ("vendor.opening", &vendor.opening, 1),
            ("vendor.method", &vendor.method, 2),
            ("vendor.delivery", &vendor.delivery, 1),
            ("vendor.boundary", &vendor.boundary, 2),
            ("vendor.capability", &vendor.capability, 1),
            ("vendor.case_result", &vendor.case_result, 1),
            ("vendor.case_title", &vendor.case_title, 1),
            ("vendor.case_text", &vendor.case_text, 1),
            ("buyer.title", &buyer.title, 1),
            ("buyer.summary", &buyer.summary, 1),
            ("buyer.description", &buyer.description, 4),
            ("buyer.requirement_extra", &buyer.requirement_extra, 3),
        ];
        for (name, list, least) in lists {
            enough(name, list, least)?;
        }
        ensure!(!self.deployments.is_empty(), "deployments: expected a group");
        for (name, group) in &self.deployments {
            enough(&format!("deployments.{name}"), group, 1)?;
        }
        ensure!(
            self.data_level_weights.iter().sum::<u32>() > 0,
            "data_level_weights: expected a weight"
        );
        ensure!(
            self.tier_weights.values().sum::<u32>() > 0,
            "tier_weights: expected a weight"
        );
        ensure!(
            (0.0..=1.0).contains(&self.regions_nationwide_share),
            "regions_nationwide_share: expected a share from 0 to 1"
        );
        let [least, most] = self.price_yuan.spread;
        ensure!(
            1.0 <= least && least <= most,
            "price_yuan.spread: expected two factors of at least 1, the smaller first"
        );
        self.price_yuan.low.check("price_yuan")?;
        self.budget_yuan.check("budget_yuan")?;
        self.delivery_days.check("delivery_days")?;
        ensure!(!self.directions.is_empty(), "directions: expected at least one");
        self.directions.iter().try_for_each(Direction::check)
    }
}

impl Steps {
    fn check(&self, name: &str) -> anyhow::Result<()> {
        let [from, to] = self.range;
        ensure!(
            from <= to && self.step > 0.0,
            "{name}: expected a range with the smaller bound first and a step above 0"
        );
        Ok(())
    }
}

impl Direction {
    fn check(&self) -> anyhow::Result<()> {
        let code = &self.code;
        enough(&format!("{code}.levels"), &self.levels, 1)?;
        enough(&format!("{code}.methods"), &self.methods, 2)?;
        ensure!(!self.tasks.is_empty(), "{code}.tasks: expected at least one");
        for sector in &self.sectors {
            enough(&format!("{code}.{}.clients", sector.industry), &sector.clients, 1)?;
        }
        for (key, effect) in &self.effects {
            effect.number.check(&format!("{code}.effects.{key}"))?;
        }
        for task in &self.tasks {
            let name = format!("{code}.{}", task.key);
            for (part, list) in [
                ("sectors", &task.sectors),
                ("technologies", &task.technologies),
                ("vendor", &task.vendor),
                ("pain", &task.pain),
                ("want", &task.want),
                ("objects", &task.objects),
                ("effects", &task.effects),
            ] {
                enough(&format!("{name}.{part}"), list, 1)?;
            }
            for sector in &task.sectors {
                ensure!(
                    self.sectors.iter().any(|s| s.industry == *sector),
                    "{name}: {sector} is not a sector of the direction"
                );
            }
            for effect in &task.effects {
                ensure!(
                    self.effects.contains_key(effect),
                    "{name}: {effect} is not an effect of the direction"
                );
            }
            for object in &task.objects {
                ensure!(
                    object.contains('/'),
                    "{name}: {object}: expected the vendor's word, a slash and the buyer's word"
                );
            }
        }
        Ok(())
    }
}

fn enough(name: &str, list: &[String], least: usize) -> anyhow::Result<()> {
    ensure!(
        list.len() >= least && list.iter().all(|w| !w.trim().is_empty()),
        "{name}: expected at least {least}, none empty"
    );
    Ok(())
}
