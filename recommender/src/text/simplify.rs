//! Which simplified character stands for a traditional one?
//!
//! A table of single characters that have one simplified form wherever they stand; those whose form
//! depends on the word (乾, 著, 瞭, 於 in names) are left as they are. One character stays one character, so that
//! quotes keep their places.

use std::sync::LazyLock;

/// Traditional and simplified characters by turns.
const PAIRS: &str = "\
萬万與与專专業业東东絲丝兩两嚴严個个豐丰臨临為为麗丽舉举麼么義义樂乐習习鄉乡書书買买亂乱爭争虧亏雲云亞亚產产親亲\
億亿僅仅從从倉仓儀仪們们價价眾众優优會会傘伞偉伟傳传傷伤倫伦偽伪體体餘余傭佣側侧偵侦債债傾倾償偿儲储兒儿\
黨党蘭兰關关興兴養养獸兽內内岡冈冊册寫写軍军農农馮冯衝冲決决況况凍冻淨净準准涼凉減减湊凑幾几鳳凤憑凭凱凯\
擊击鑿凿劃划劉刘則则剛刚創创刪删別别劑剂劍剑劇剧勸劝辦办務务動动勵励勁劲勞劳勢势勳勋匯汇區区醫医華华協协單单\
賣卖盧卢衛卫卻却廠厂廳厅曆历歷历厲厉壓压廁厕廈厦縣县參参雙双發发變变敘叙疊叠葉叶號号嘆叹嚇吓嗎吗啟启吳吴\
員员聽听喚唤嘗尝響响團团園园圍围國国圖图圓圆聖圣場场壞坏塊块堅坚壇坛壩坝墳坟墜坠壟垄壘垒墊垫塵尘牆墙壯壮聲声\
殼壳處处備备夠够頭头誇夸夾夹奪夺奮奋獎奖奧奥婦妇媽妈嫵妩孫孙學学寧宁寶宝實实審审憲宪宮宫寬宽賓宾對对尋寻導导\
壽寿將将爾尔堯尧盡尽層层屬属歲岁豈岂島岛嶺岭峽峡崗岗嶄崭幣币帥帅師师帳帐帶带幫帮幹干廣广莊庄慶庆庫库應应\
廟庙廢废開开異异棄弃張张彌弥彎弯彈弹強强歸归當当錄录徹彻徑径憶忆懷怀態态憐怜總总戀恋懇恳惡恶惱恼慘惨懲惩慣惯\
憤愤願愿懶懒戲戏戰战戶户撲扑執执擴扩掃扫揚扬擾扰撫抚拋抛搶抢護护報报擔担擬拟攏拢揀拣擁拥攔拦擰拧撥拨擇择\
掛挂擋挡揮挥損损撿捡換换據据擲掷攝摄擺摆搖摇撐撑敵敌數数齋斋斬斩斷断無无舊旧時时曠旷曬晒曉晓暫暂術术機机殺杀\
雜杂權权條条來来楊杨極极構构槍枪櫃柜檸柠標标棧栈欄栏樹树樣样橋桥檢检樓楼橫横歡欢歐欧殘残毀毁畢毕氣气氫氢漢汉\
湯汤溝沟沒没淪沦滄沧滬沪潑泼澤泽潔洁灑洒淺浅漿浆濁浊測测濟济渾浑濃浓塗涂濤涛潤润漲涨澀涩淵渊漸渐漁渔滲渗溫温\
灣湾濕湿潰溃濺溅滯滞滿满濾滤濫滥灘滩滅灭燈灯靈灵災灾爐炉點点煉炼爍烁爛烂燭烛煙烟煩烦燒烧熱热愛爱爺爷犧牺狀状\
猶犹獨独獄狱獲获獵猎豬猪貓猫獻献瑪玛環环現现瓊琼電电畫画暢畅療疗瘋疯癥症癒愈瘡疮皺皱盞盏鹽盐監监蓋盖盤盘\
礦矿碼码磚砖硯砚確确礙碍禮礼禪禅禍祸離离禿秃種种積积稱称穩稳窮穷竊窃竅窍競竞筆笔箋笺築筑篩筛籌筹簽签簡简籃篮\
類类糧粮緊紧糾纠紅红約约級级紀纪緯纬純纯綱纲納纳縱纵紛纷紙纸紋纹紡纺線线練练組组紳绅細细織织終终紹绍經经\
綁绑結结繞绕繪绘給给絡络絕绝絞绞統统繼继績绩緒绪續续維维綿绵綜综綠绿緩缓編编緣缘縮缩繳缴網网羅罗罰罚罷罢\
聯联職职聰聪肅肃腸肠膚肤腫肿脹胀脅胁膽胆勝胜膠胶脈脉臟脏腦脑膿脓臉脸腳脚艦舰艙舱藝艺節节蘇苏蘋苹範范莖茎\
薦荐榮荣藥药蓮莲營营蕭萧薩萨藍蓝蘊蕴虛虚蟲虫雖虽蝦虾蝕蚀蠶蚕蠻蛮補补襯衬襲袭裝装製制複复見见觀观規规視视覺觉覽览\
觸触譽誉計计訂订認认討讨讓让訊讯記记訓训議议講讲許许論论設设訪访證证評评識识詐诈訴诉診诊詞词譯译試试詩诗誠诚\
話话詢询該该詳详語语誤误請请諸诸讀读課课誰谁調调諒谅談谈誼谊謀谋謊谎謝谢謠谣謙谦譜谱豎竖貝贝負负貢贡財财責责賢贤\
敗败賬账貨货質质販贩貪贪貧贫購购貯贮貫贯賤贱貼贴貴贵貸贷貿贸費费賀贺賊贼資资賦赋賭赌賞赏賜赐賠赔賴赖賽赛讚赞\
趙赵趕赶趨趋躍跃踐践車车軌轨轉转輪轮軟软輕轻載载較较輔辅輛辆輩辈輝辉輯辑輸输轄辖轎轿辭辞邊边遼辽達达遷迁過过\
運运還还這这進进遠远違违連连遲迟適适選选遜逊遞递邏逻遺遗鄧邓鄭郑鄰邻醬酱釀酿釋释裡里鑒鉴鑑鉴針针釘钉鈣钙鈉钠\
鋼钢鑰钥鈔钞鐘钟鐵铁鈴铃鉛铅銅铜鋁铝銀银鑄铸鋪铺鏈链銷销鎖锁鋰锂鍋锅錯错錫锡鑼锣錘锤鍵键鋸锯錳锰鍛锻鍍镀鎮镇\
鏡镜鑽钻長长門门閃闪閉闭問问閒闲間间悶闷聞闻閱阅閣阁隊队陽阳陰阴陣阵階阶際际陸陆陳陈險险隨随隱隐難难雞鸡霧雾\
靜静韓韩頁页頂顶項项順顺須须顧顾頓顿預预領领頗颇頸颈頻频題题顏颜額额顯显風风飛飞飯饭飲饮飼饲飽饱飾饰餃饺餅饼餓饿\
館馆饋馈馬马馳驰驅驱駐驻駕驾驗验駁驳騎骑騙骗魚鱼魯鲁鮮鲜鳥鸟鳴鸣鴨鸭鵝鹅鷹鹰麥麦黃黄齊齐齒齿齡龄龍龙龐庞龜龟鏽锈\
臺台佈布夥伙託托訢欣週周籤签彙汇儘尽係系繫系錶表鬆松髮发鬥斗麵面隻只後后衆众裏里裊袅啓启爲为産产僞伪峯峰羣群綫线";

const FIRST: u32 = 0x4E00;
const COUNT: usize = 0x5200;

static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut table: Vec<char> = (FIRST..FIRST + COUNT as u32).filter_map(char::from_u32).collect();
    let mut characters = PAIRS.chars();
    while let (Some(from), Some(to)) = (characters.next(), characters.next()) {
        if let Some(place) = table.get_mut((from as u32).wrapping_sub(FIRST) as usize) {
            *place = to;
        }
    }
    table
});

/// The simplified form of a character; any other character is its own.
pub(super) fn simplify(c: char) -> char {
    TABLE
        .get((c as u32).wrapping_sub(FIRST) as usize)
        .copied()
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::{PAIRS, simplify};

    #[test]
    fn the_table_is_whole_and_what_is_simplified_stays() {
        let all: Vec<char> = PAIRS.chars().collect();
        assert!(all.len() > 1_600 && all.len().is_multiple_of(2));
        for pair in all.chunks(2) {
            assert_ne!(pair[0], pair[1], "{pair:?}");
            assert_eq!(simplify(pair[0]), pair[1], "{pair:?}");
            assert_eq!(simplify(pair[1]), pair[1], "{pair:?}: no chain");
        }
    }
}
