//! How are any number of rows made out of word material? Row `i` of a side follows from the seed, the side and `i`
//! alone: a longer file begins with the shorter one, and rows can be made in any order.

mod material;
mod words;

use rand::{Rng, RngCore, SeedableRng, seq::SliceRandom};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use uuid::{Builder, Uuid};

use self::material::{Direction, Effect, Material, Sector, Steps, Task};
use self::words::{Words, number, value};
use crate::platform::seed_data;
use crate::platform::taxonomy::Taxonomies;

/// Regions in which generated scenarios lie: Beijing, Tianjin and Hebei, by the beginning of their codes.
const NEAR: [&str; 3] = ["11", "12", "13"];
/// The district for which the measures were made; half of the scenarios lie there.
const HOME: &str = "110112";

/// Makes rows that `import` takes. The same files serve `match`: ids stand in `_id`, words in `text` too.
pub struct Maker {
    seed: u64,
    material: Material,
    regions: Vec<String>,
    vendors: Vec<String>,
    buyers: Vec<String>,
}

/// What one row is about.
struct Subject<'a> {
    direction: &'a Direction,
    task: &'a Task,
    sector: &'a Sector,
    effects: Vec<(&'a Effect, String)>,
    words: Words,
}

impl Maker {
    /// Reads the material, the regions and the demo organisations that are built in.
    ///
    /// # Errors
    /// Where the material lacks something; the error names it.
    pub fn builtin(seed: u64) -> anyhow::Result<Self> {
        #[derive(serde::Deserialize)]
        struct Row {
            credit_code: String,
            kind: Vec<String>,
        }
        let rows: Vec<Row> = seed_data::rows("demo/organisations.jsonl")?;
        let of = |kind: &str| -> Vec<String> {
            rows.iter()
                .filter(|r| r.kind.iter().any(|k| k == kind))
                .map(|r| r.credit_code.clone())
                .collect()
        };
        let maker = Self {
            seed,
            material: Material::builtin()?,
            regions: Taxonomies::builtin()?
                .regions
                .into_iter()
                .map(|r| r.code)
                .collect(),
            vendors: of("vendor"),
            buyers: of("buyer"),
        };
        anyhow::ensure!(
            !maker.vendors.is_empty() && !maker.buyers.is_empty() && !maker.regions.is_empty(),
            "seed-data: expected vendors, buyers and regions"
        );
        Ok(maker)
    }

    /// Solution `i`.
    #[must_use]
    pub fn solution(&self, i: usize) -> Value {
        let m = &self.material;
        let t = &m.templates.vendor;
        let rng = &mut self.rng(0, i);
        let mut subject = self.subject(rng, |object| object.0);
        let days = value(rng, &m.delivery_days);
        subject.words.set("days", number(days, 1.0));
        let name = format!("{}{}", pick(rng, &m.names.first), pick(rng, &m.names.second));
        subject.words.set("name", name);
        subject.words.set("task", pick(rng, &subject.task.vendor).clone());
        let words = &subject.words;
        let capabilities: Vec<Value> = subject
            .effects
            .iter()
            .map(|(effect, n)| {
                let effect = effect.vendor.replace("{n}", n);
                let text = words
                    .fill(pick(rng, &t.capability).as_str())
                    .replace("{effect}", &effect);
                json!({"id": id(rng), "name": effect, "text": text})
            })
            .collect();
        let cases: Vec<Value> = (0..rng.gen_range(0..=2))
            .map(|_| self.case(rng, &subject))
            .collect();
        let sentences: Vec<String> = some(rng, &t.opening, 1)
            .chain(some(rng, &t.method, 2))
            .chain(some(rng, &t.delivery, 1))
            .chain(some(rng, &t.boundary, 2))
            .map(|s| words.fill(s))
            .collect();
        let summary = words.fill(pick(rng, &t.summary).as_str());
        let description = sentences.concat();
        let low = value(rng, &m.price_yuan.low);
        let [least, most] = m.price_yuan.spread;
        // Prices are named in whole thousands.
        let high = (low * rng.gen_range(least..=most) / 1000.0).ceil() * 1000.0;
        let regions: Vec<&String> = if rng.gen_bool(m.regions_nationwide_share) {
            Vec::new()
        } else {
            let n = rng.gen_range(1..=3);
            some(rng, &self.regions, n).collect()
        };
        let levels = &subject.direction.levels;
        let from = rng.gen_range(0..levels.len());
        let to = (from + rng.gen_range(1..=3)).min(levels.len());
        let tiers: Vec<(&String, u32)> = m.tier_weights.iter().map(|(t, w)| (t, *w)).collect();
        json!({
            "_id": format!("gs-{i:06}"),
            "organisation": pick(rng, &self.vendors),
            "title": words.fill(pick(rng, &t.title).as_str()),
            "summary": summary,
            "description": description,
            "text": format!("{summary}{description}"),
            "direction": subject.direction.code,
            "industries": [subject.sector.industry],
            "technologies": subject.task.technologies,
            "deployments": self.deployments(rng),
            "regions": regions,
            "levels": levels[from..to],
            "data_level": self.data_level(rng),
            "price_low": yuan(low),
            "price_high": yuan(high),
            "delivery_days": days as u32,
            "tier": weighted(rng, &tiers),
            "filings": [],
            "capabilities": capabilities,
            "cases": cases,
        })
    }

    /// Scenario `i`.
    #[must_use]
    pub fn scenario(&self, i: usize) -> Value {
        let m = &self.material;
        let t = &m.templates.buyer;
        let rng = &mut self.rng(1, i);
        let mut subject = self.subject(rng, |object| object.1);
        subject.words.set("pain", pick(rng, &subject.task.pain).clone());
        subject.words.set("want", subject.task.want.join("，"));
        let words = &subject.words;
        let mut requirements: Vec<Value> = subject
            .effects
            .iter()
            .enumerate()
            .map(|(place, (effect, n))| {
                // One line at least is essential: without one a scenario cannot be published.
                let essential = place == 0 || rng.gen_bool(0.5);
                json!({
                    "id": id(rng),
                    "text": effect.buyer,
                    "essential": essential,
                    "weight": if essential { rng.gen_range(4..=5) } else { rng.gen_range(2..=4) },
                    "criterion": effect.criterion.replace("{n}", n),
                })
            })
            .collect();
        let extra = rng.gen_range(1..=3);
        let extra: Vec<&String> = some(rng, &t.requirement_extra, extra).collect();
        for text in extra {
            let weight = rng.gen_range(1..=3);
            requirements.push(json!({"id": id(rng), "text": text, "essential": false, "weight": weight}));
        }
        let summary = words.fill(pick(rng, &t.summary).as_str());
        let sentences: Vec<String> = some(rng, &t.description, 4).map(|s| words.fill(s)).collect();
        let description = format!("{summary}{}", sentences.concat());
        let near: Vec<&String> = self
            .regions
            .iter()
            .filter(|r| NEAR.iter().any(|near| r.starts_with(near)))
            .collect();
        let region = match near.choose(rng) {
            Some(region) if rng.gen_bool(0.5) => region.as_str(),
            _ => HOME,
        };
        json!({
            "_id": format!("gc-{i:06}"),
            "organisation": pick(rng, &self.buyers),
            "title": words.fill(pick(rng, &t.title).as_str()),
            "summary": summary,
            "description": description,
            "text": description,
            "direction": subject.direction.code,
            "industries": [subject.sector.industry],
            "technologies": [],
            "deployments": self.deployments(rng),
            "region": region,
            "level": pick(rng, &subject.direction.levels),
            "data_level": self.data_level(rng),
            "budget": yuan(value(rng, &m.budget_yuan)),
            "days": value(rng, &m.delivery_days) as u32,
            "requirements": requirements,
        })
    }

    /// A stream of its own for each row: neither the number of rows nor their order matters.
    fn rng(&self, side: u64, i: usize) -> ChaCha8Rng {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&self.seed.to_le_bytes());
        key[8..16].copy_from_slice(&side.to_le_bytes());
        key[16..24].copy_from_slice(&(i as u64).to_le_bytes());
        ChaCha8Rng::from_seed(key)
    }

    /// Picks what a row is about; `word` says whose word for the object is used.
    fn subject<'a>(&'a self, rng: &mut ChaCha8Rng, word: fn((&'a str, &'a str)) -> &'a str) -> Subject<'a> {
        let direction = pick(rng, &self.material.directions);
        let task = pick(rng, &direction.tasks);
        let industry = pick(rng, &task.sectors);
        let sector = direction
            .sectors
            .iter()
            .find(|s| s.industry == *industry)
            .unwrap_or(&direction.sectors[0]);
        let object = pick(rng, &task.objects);
        let methods: Vec<&String> = some(rng, &direction.methods, 2).collect();
        let count = rng.gen_range(3..=6);
        let keys: Vec<&String> = some(rng, &task.effects, count).collect();
        let effects = keys
            .into_iter()
            .filter_map(|key| direction.effects.get(key))
            .map(|effect| (effect, written(rng, &effect.number)))
            .collect();
        let mut words = Words::default();
        words.set("object", word(object.split_once('/').unwrap_or((object, object))));
        words.set("sector", sector.name.as_str());
        words.set("client", pick(rng, &sector.clients).as_str());
        words.set("place", pick(rng, &self.material.places).as_str());
        words.set("method", methods[0].as_str());
        words.set("b", methods[1].as_str());
        Subject {
            direction,
            task,
            sector,
            effects,
            words,
        }
    }

    fn case(&self, rng: &mut ChaCha8Rng, subject: &Subject<'_>) -> Value {
        let t = &self.material.templates.vendor;
        let mut words = subject.words.clone();
        let (place, client) = (
            pick(rng, &self.material.places),
            pick(rng, &subject.sector.clients),
        );
        words.set("place", place.as_str());
        words.set("client", client.as_str());
        let (effect, n) = pick(rng, &subject.effects);
        words.set("effect", effect.vendor.replace("{n}", n));
        json!({
            "id": id(rng),
            "title": words.fill(pick(rng, &t.case_title).as_str()),
            "client_kind": format!("{place}某{client}"),
            "text": words.fill(pick(rng, &t.case_text).as_str()),
            "year": rng.gen_range(2022..=2025),
            "industry": subject.sector.industry,
            "level": pick(rng, &subject.direction.levels),
            "result": words.fill(pick(rng, &t.case_result).as_str()),
        })
    }

    fn deployments(&self, rng: &mut ChaCha8Rng) -> &[String] {
        let groups: Vec<&Vec<String>> = self.material.deployments.values().collect();
        let group: &&Vec<String> = pick(rng, &groups);
        group
    }

    fn data_level(&self, rng: &mut ChaCha8Rng) -> usize {
        let weights = &self.material.data_level_weights;
        let levels: Vec<(usize, u32)> = weights.iter().enumerate().map(|(i, w)| (i + 1, *w)).collect();
        weighted(rng, &levels)
    }
}

/// One of a list that the material's check found not to be empty.
fn pick<'a, T>(rng: &mut ChaCha8Rng, list: &'a [T]) -> &'a T {
    &list[rng.gen_range(0..list.len())]
}

/// Different ones of a list; all of them where there are fewer.
fn some<'a, T>(rng: &mut ChaCha8Rng, list: &'a [T], n: usize) -> impl Iterator<Item = &'a T> + use<'a, T> {
    list.choose_multiple(rng, n).collect::<Vec<_>>().into_iter()
}

fn weighted<T: Copy>(rng: &mut ChaCha8Rng, list: &[(T, u32)]) -> T {
    let mut left = rng.gen_range(0..list.iter().map(|(_, w)| w).sum());
    let mut chosen = list[0].0;
    for (item, weight) in list {
        chosen = *item;
        if left < *weight {
            break;
        }
        left -= weight;
    }
    chosen
}

fn written(rng: &mut ChaCha8Rng, steps: &Steps) -> String {
    number(value(rng, steps), steps.step)
}

/// Yuan as they are written in rows. The material's amounts are whole.
fn yuan(amount: f64) -> String {
    format!("{amount:.0}.00")
}

/// Ids follow from the row too: the same seed makes the same file, byte for byte.
fn id(rng: &mut ChaCha8Rng) -> Uuid {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    Builder::from_random_bytes(bytes).into_uuid()
}
