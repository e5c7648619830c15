//! Small rows for tests.
#![allow(dead_code)] // each test binary uses its own part

use std::sync::{Arc, LazyLock};

use recommender::{Analyzer, Engine, Params, Passage, Requirement, Scenario, Solution};

static ANALYZER: LazyLock<Arc<Analyzer>> = LazyLock::new(|| Arc::new(Analyzer::default()));

pub fn analyzer() -> Arc<Analyzer> {
    Arc::clone(&ANALYZER)
}

pub fn solution(id: &str, title: &str, text: &str) -> Solution {
    Solution {
        id: id.into(),
        title: title.into(),
        text: text.into(),
        ..Solution::default()
    }
}

pub fn scenario(id: &str, title: &str, text: &str) -> Scenario {
    Scenario {
        id: id.into(),
        title: title.into(),
        text: text.into(),
        ..Scenario::default()
    }
}

pub fn requirement(id: &str, text: &str) -> Requirement {
    Requirement {
        id: id.into(),
        text: text.into(),
        essential: true,
        ..Requirement::default()
    }
}

pub fn capability(id: &str, text: &str) -> Passage {
    Passage {
        id: id.into(),
        text: text.into(),
    }
}

pub fn solutions() -> Vec<Solution> {
    vec![
        solution(
            "water",
            "水肥一体化智能监测系统",
            "按土壤墒情自动灌溉施肥。节水三成，省肥两成。",
        ),
        solution(
            "battery",
            "锂离子电池电压监测",
            "逐节监测电池组的电压与温度，异常时报警。",
        ),
        solution(
            "hotline",
            "市民热线智能体",
            "自动回答热线问题并派单，平均响应150毫秒。",
        ),
        solution(
            "museum",
            "馆藏文物三维重建",
            "用多视角影像重建文物，精度优于0.1毫米。",
        ),
        solution(
            "vision",
            "零部件表面缺陷视觉检测",
            "相机在线拍摄，漏检率低于0.1%。",
        ),
    ]
}

pub fn engine() -> Engine {
    Engine::fit(solutions(), scenarios(), analyzer(), &Params::default()).expect("legal rows")
}

pub fn scenarios() -> Vec<Scenario> {
    vec![
        scenario("farm", "大田灌溉自动控制", "希望按墒情灌溉施肥，减少用水。"),
        scenario("call", "热线电话自动应答", "市民来电多，希望自动回答并派单。"),
    ]
}

/// Everything that is ranked is shown, up to so many rows.
pub fn all_of(top: usize) -> recommender::Spread {
    recommender::Spread {
        top,
        per_vendor: usize::MAX,
        newcomers: 0,
    }
}
