//! Does the decomposition find the strongest directions, and do texts keep their meaning in them?

use std::sync::Arc;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use recommender::encode::{self, Encoder};
use recommender::latent::{Latent, LatentEncoder, LatentParams, Sparse, SvdParams, decompose};
use recommender::{Analyzer, Error};

fn sparse(rows: &[Vec<f32>]) -> Sparse {
    let columns = rows.first().map_or(0, Vec::len);
    let (mut starts, mut indices, mut values) = (vec![0], Vec::new(), Vec::new());
    for row in rows {
        for (column, value) in row.iter().enumerate().filter(|(_, value)| **value != 0.0) {
            indices.push(column as u32);
            values.push(*value);
        }
        starts.push(values.len());
    }
    Sparse::new(columns, starts, indices, values).unwrap()
}

/// A matrix whose singular values are known: rows mixed from orthonormal patterns on separate columns.
fn known(rows: usize, columns: usize, strengths: &[f64], seed: u64) -> Vec<Vec<f32>> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let mut left: Vec<Vec<f64>> = Vec::new();
    for _ in strengths {
        let mut side: Vec<f64> = (0..rows).map(|_| random.gen_range(-1.0..1.0)).collect();
        for other in &left {
            let along: f64 = side.iter().zip(other).map(|(a, b)| a * b).sum();
            side.iter_mut().zip(other).for_each(|(a, b)| *a -= along * b);
        }
        let length = side.iter().map(|v| v * v).sum::<f64>().sqrt();
        side.iter_mut().for_each(|v| *v /= length);
        left.push(side);
    }
    let part = columns / strengths.len();
    let value = |row: usize, column: usize| {
        let at = (column / part).min(strengths.len() - 1);
        let sign = if column.is_multiple_of(2) { 1.0 } else { -1.0 };
        (left[at][row] * strengths[at] * sign / (part as f64).sqrt()) as f32
    };
    (0..rows)
        .map(|row| {
            (0..part * strengths.len())
                .map(|column| value(row, column))
                .collect()
        })
        .collect()
}

#[test]
fn singular_values_and_vectors_are_found() {
    let strengths = [9.0, 7.0, 5.5, 5.0, 3.0, 2.0, 1.0, 0.5];
    let rows = known(300, 160, &strengths, 1);
    let matrix = sparse(&rows);
    let found = decompose(&matrix, &SvdParams::new(6)).unwrap();
    assert_eq!(found.singular.len(), 6);
    for (found, truth) in found.singular.iter().zip(&strengths) {
        assert!((found / truth - 1.0).abs() < 1e-4, "{found} {truth}");
    }
    // The vectors are orthonormal, and A times each is as long as its singular value.
    for (a, strength) in strengths.iter().enumerate().take(6) {
        for b in 0..=a {
            let dot: f32 = found.right.column(a).dot(&found.right.column(b));
            assert!((dot - f32::from(u8::from(a == b))).abs() < 1e-4, "{a} {b} {dot}");
        }
        let along = |row: &Vec<f32>| -> f64 {
            row.iter()
                .zip(found.right.column(a))
                .map(|(x, y)| f64::from(*x) * f64::from(*y))
                .sum()
        };
        let length = rows.iter().map(|row| along(row).powi(2)).sum::<f64>().sqrt();
        assert!((length / strength - 1.0).abs() < 1e-4);
        let mean = rows.iter().map(along).sum::<f64>() / 300.0;
        let variance = length * length / 300.0 - mean * mean;
        assert!((found.explained[a] * matrix.variance() / variance - 1.0).abs() < 1e-3);
    }
    let all = decompose(&matrix, &SvdParams::new(160)).unwrap();
    assert_eq!(all.singular.len(), strengths.len());
    assert!((all.explained.iter().sum::<f64>() - 1.0).abs() < 1e-3);
}

#[test]
fn threads_do_not_change_a_bit_and_the_seed_does() {
    let mut random = ChaCha8Rng::seed_from_u64(2);
    let mut value = || {
        if random.r#gen::<f32>() < 0.1 {
            random.r#gen()
        } else {
            0.0
        }
    };
    let rows: Vec<Vec<f32>> = (0..5_000).map(|_| (0..90).map(|_| value()).collect()).collect();
    let matrix = sparse(&rows);
    let with = |threads, seed| {
        let params = SvdParams {
            threads,
            seed,
            ..SvdParams::new(40)
        };
        decompose(&matrix, &params).unwrap()
    };
    let alone = with(1, 5);
    assert_eq!(alone, with(2, 5));
    assert_eq!(alone, with(7, 5));
    assert_ne!(alone.right, with(1, 6).right);
    // Few rounds find less, many find no more than there is.
    let rounds = |rounds| {
        let params = SvdParams {
            rounds,
            ..SvdParams::new(40)
        };
        decompose(&matrix, &params).unwrap().explained.iter().sum::<f64>()
    };
    assert!(rounds(1) <= rounds(4) + 1e-6 && rounds(4) <= rounds(20) + 1e-6 && rounds(20) <= 1.0);
}

#[test]
fn matrices_without_much_in_them_are_decomposed_as_far_as_they_go() {
    let equal = sparse(&vec![vec![0.6, 0.8, 0.0]; 50]);
    let found = decompose(&equal, &SvdParams::new(2)).unwrap();
    assert_eq!(found.singular.len(), 1);
    assert!((found.singular[0] - 50f64.sqrt()).abs() < 1e-4);
    assert_eq!(found.explained, [0.0]);
    let single = decompose(&sparse(&[vec![0.0, 2.0]]), &SvdParams::new(256)).unwrap();
    assert!((single.singular[0] - 2.0).abs() < 1e-5);
    let code = |result: Result<_, Error>| {
        result
            .map(|_: recommender::latent::Decomposition| ())
            .unwrap_err()
            .code()
    };
    assert_eq!(
        code(decompose(&sparse(&[vec![0.0; 4]]), &SvdParams::new(2))),
        "too_few_rows"
    );
    assert_eq!(
        code(decompose(&equal, &SvdParams::new(0))),
        "parameter_out_of_range"
    );
    let none = SvdParams {
        rounds: 0,
        ..SvdParams::new(2)
    };
    assert!(
        decompose(&equal, &none)
            .unwrap_err()
            .to_string()
            .contains("`rounds` is 0")
    );
}

#[test]
fn lists_that_are_no_matrix_are_refused() {
    let code = |starts: &[usize], indices: &[u32], values: &[f32]| {
        Sparse::new(3, starts.to_vec(), indices.to_vec(), values.to_vec())
            .unwrap_err()
            .code()
    };
    assert_eq!(code(&[], &[], &[]), "shape_mismatch");
    assert_eq!(code(&[0, 2], &[0], &[1.0]), "shape_mismatch");
    assert_eq!(code(&[0, 1], &[0], &[]), "shape_mismatch");
    assert_eq!(code(&[0, 2, 1, 2], &[0, 1], &[1.0, 1.0]), "shape_mismatch");
    assert_eq!(code(&[0, 1], &[3], &[1.0]), "shape_mismatch");
    let error = Sparse::new(3, vec![0, 1, 2], vec![0, 1], vec![1.0, f32::NAN]).unwrap_err();
    assert!(error.to_string().contains("row `1`, field `values`"), "{error}");
}

/// Texts of three subjects that share few words within a subject.
fn texts() -> Vec<String> {
    let subjects = [
        ["机器", "学习", "模型", "训练", "算法", "数据", "神经", "网络"],
        ["医院", "病人", "医生", "诊断", "手术", "药品", "护士", "治疗"],
        ["道路", "交通", "车辆", "信号", "拥堵", "司机", "公交", "地铁"],
    ];
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let text = |at: usize| {
        let words = subjects[at % 3];
        let picked: Vec<&str> = (0..4).map(|_| words[random.gen_range(0..8)]).collect();
        picked.join("，")
    };
    (0..300).map(text).collect()
}

#[test]
fn texts_of_a_subject_are_near_without_a_common_word() {
    let analyzer = Analyzer::default();
    let model = Latent::fit(&texts(), &analyzer, &LatentParams::new(3)).unwrap();
    assert_eq!(model.dimensions(), 3);
    let vector = |text: &str| model.fold_in(text, &analyzer).unwrap();
    let alike = |a: &str, b: &str| -> f32 { vector(a).iter().zip(vector(b)).map(|(x, y)| x * y).sum() };
    assert!((alike("医院", "医院") - 1.0).abs() < 1e-5);
    assert!(alike("医生，手术", "药品，护士") > 0.9);
    assert!(alike("医生，手术", "地铁，公交").abs() < 0.3);
    assert_eq!(model.fold_in("没有见过", &analyzer), None);
    assert_eq!(model.fold_in("", &analyzer), None);
    let total: f64 = model.explained().iter().sum();
    assert!(total > 0.1 && total <= 1.0, "{total}");
}

#[test]
fn a_saved_model_is_the_same_encoder() {
    let analyzer = Arc::new(Analyzer::default());
    let mut params = LatentParams::new(8);
    let model = Latent::fit(&texts(), &analyzer, &params).unwrap();
    params.svd.threads = 1;
    let again = Latent::fit(&texts(), &analyzer, &params).unwrap();
    let (mut bytes, mut other) = (Vec::new(), Vec::new());
    model.save(&mut bytes).unwrap();
    again.save(&mut other).unwrap();
    assert_eq!(bytes, other);
    let loaded = Latent::load(&mut bytes.as_slice()).unwrap();
    assert_eq!(loaded.digest(), model.digest());
    assert_eq!(model.digest().len(), 64);
    assert_eq!(loaded.explained(), model.explained());
    let asked = ["医生，手术", "未曾见过", "地铁，公交"];
    let (one, two) = (
        LatentEncoder::new(model, analyzer.clone()),
        LatentEncoder::new(loaded, analyzer.clone()),
    );
    let vectors = one.encode(&asked).unwrap();
    assert_eq!(vectors, two.encode(&asked).unwrap());
    assert_eq!(one.model(), two.model());
    assert!(vectors[0].is_some() && vectors[1].is_none());
    let known: Vec<Vec<f32>> = vectors.into_iter().flatten().collect();
    encode::check(&known, 2, one.dimensions()).unwrap();

    let code = |bytes: &[u8]| Latent::load(&mut &*bytes).unwrap_err().code();
    assert_eq!(code(b"nothing"), "model_invalid");
    assert_eq!(code(&bytes[..bytes.len() - 3]), "model_invalid");
    let mut random = ChaCha8Rng::seed_from_u64(4);
    for _ in 0..100 {
        let mut broken = bytes.clone();
        let at = random.gen_range(0..broken.len());
        broken[at] ^= 1 << random.gen_range(0..8);
        assert!(
            ["model_invalid", "model_version"].contains(&code(&broken)),
            "{at}"
        );
    }
}

#[test]
fn texts_that_share_nothing_and_settings_out_of_range_are_refused() {
    let analyzer = Analyzer::default();
    let fit =
        |texts: &[&str], params: &LatentParams| Latent::fit(texts, &analyzer, params).unwrap_err().code();
    assert_eq!(fit(&[], &LatentParams::new(4)), "too_few_rows");
    assert_eq!(fit(&["", "  "], &LatentParams::new(4)), "too_few_rows");
    assert_eq!(fit(&["医院"], &LatentParams::new(4)), "too_few_rows");
    assert_eq!(
        fit(&["医院", "医院"], &LatentParams::new(0)),
        "parameter_out_of_range"
    );
    let none = LatentParams {
        words: 0,
        ..LatentParams::new(4)
    };
    assert_eq!(fit(&["医院", "医院"], &none), "parameter_out_of_range");
    let one = LatentParams {
        least: 1,
        ..LatentParams::new(4)
    };
    assert_eq!(Latent::fit(&["医院"], &analyzer, &one).unwrap().dimensions(), 1);
    assert_eq!(
        Latent::fit(&["医院"; 9], &analyzer, &one).unwrap().explained(),
        [0.0]
    );
}

#[test]
fn vectors_from_elsewhere_are_checked() {
    let code = |vectors: &[Vec<f32>]| encode::check(vectors, 2, 2).unwrap_err().code();
    assert_eq!(code(&[vec![1.0, 0.0]]), "shape_mismatch");
    assert_eq!(code(&[vec![1.0, 0.0], vec![1.0]]), "shape_mismatch");
    assert_eq!(code(&[vec![1.0, 0.0], vec![0.0, 0.0]]), "row_invalid");
    assert_eq!(code(&[vec![1.0, f32::NAN], vec![1.0, 0.0]]), "row_invalid");
    assert!(encode::check(&[vec![1.0, 0.0], vec![1.0, 2.0]], 2, 2).is_ok());
}
