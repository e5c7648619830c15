//! What does a query ask not to be?
//!
//! `不采集人脸 客流统计` asks for counting people, without faces. What stands behind such a no is no word to be found by:
//! rows that say they do it come last, and where nothing else is asked for, rows that say no to it are what is meant.

/// What says so. Not 没有 or 未: `没有戴安全帽` is what a camera looks for.
const NO: [&str; 16] = [
    "不要",
    "不用",
    "不需要",
    "不需",
    "不想要",
    "不使用",
    "不采用",
    "不采集",
    "不依赖",
    "不支持",
    "不含",
    "不带",
    "无需",
    "无须",
    "不上传",
    "不保存",
];
/// Before a no they make a question: 要不要, 用不用.
const QUESTIONS: [char; 4] = ['要', '用', '需', '有'];

/// What a query asks for, and what it does not want.
#[must_use]
pub fn parted(text: &str) -> (String, String) {
    let (mut asked, mut unwanted) = (String::new(), String::new());
    for part in text.split([' ', '　', '，', ',', '、', '；', ';']) {
        let no = NO.iter().filter_map(|no| Some((part.find(no)?, no.len())));
        let no = no.min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)));
        let no = no.filter(|(at, _)| !part[..*at].ends_with(QUESTIONS));
        // A single character says too little (不该拦的不要拦), and 不用于 is no 不用.
        let says = |(at, length): &(usize, usize)| {
            let behind = &part[at + length..];
            let what = behind.split('的').next().unwrap_or(behind);
            what.chars().nth(1).is_some() && !behind.starts_with('于')
        };
        let Some((at, length)) = no.filter(says) else {
            push(&mut asked, part);
            continue;
        };
        let behind = &part[at + length..];
        // 不要人脸的客流统计: the rest is asked for.
        let (what, rest) = behind.split_once('的').unwrap_or((behind, ""));
        push(&mut asked, &part[..at]);
        push(&mut asked, rest);
        push(&mut unwanted, what);
    }
    // Most queries have no no: they are read as they were typed.
    if unwanted.is_empty() {
        return (text.to_owned(), unwanted);
    }
    (asked, unwanted)
}

fn push(text: &mut String, part: &str) {
    if !part.trim().is_empty() {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(part.trim());
    }
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn what_stands_behind_a_no_is_not_wanted() {
        for (text, asked, unwanted) in [
            ("不采集人脸 客流统计", "客流统计", "人脸"),
            ("不要人脸的客流统计", "客流统计", "人脸"),
            ("客流统计，无需联网", "客流统计", "联网"),
            ("不支持人脸识别", "", "人脸识别"),
            ("不需要摄像头", "", "摄像头"),
            // No no, or none that says what.
            ("没有戴安全帽", "没有戴安全帽", ""),
            ("要不要人脸", "要不要人脸", ""),
            ("不锈钢 缺陷", "不锈钢 缺陷", ""),
            ("不用", "不用", ""),
            ("不该拦的不要拦", "不该拦的不要拦", ""),
            ("结果不用于排名", "结果不用于排名", ""),
            ("知识库，问答", "知识库，问答", ""),
        ] {
            assert_eq!(parted(text), (asked.to_owned(), unwanted.to_owned()), "{text}");
        }
    }
}
