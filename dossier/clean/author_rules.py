"""How pages name their authors: labels, roles, surnames, words around a name, as named data."""

import re

#: What is no name of a person: machines, publications, editors in charge, and words that labels are followed by.
NO_AUTHOR = re.compile(
    r"https?:|www\.|@|^\d|\.(?:com|org|net|cn)\b|网易|新浪|搜狐|腾讯|凤凰|新闻|日报|晚报|[网报社刊台]$|整理|网络|未知|来源|佚名|匿名"
    r"|转载|综合|本站|原创|^(?:编辑部?|责任编辑|小编|管理员)$"
    r"|^(?:admin\w*|editors?|staff|redaktion|redaction|redacción|editorial|user|guest|root|null|none|undefined|unknown"
    r"|anonymous|webmaster|web\s?desk|newsroom|author|default|posted|published|updated|advertisement|sponsored.*"
    r"|contributors?|reuters|afp|dpa|upi|ap|bloomberg|associated press|by|von|par|por|view all posts)$"
    r"|\b(?:desk|team|press|news|online|agency|agencies|media|magazine|tv|radio|network|insider|herald|tribune|gazette|chronicle|services?|business|inc\.?|llc|ltd\.?|newspaper)$"
    r"|\b(?:print|share|follow|view|read|more|about|all|contact|e-?mail|subscribe|this|über|alle|mehr|beiträge|kategorien|noticias|gmbh)\b",
    re.IGNORECASE,
)
#: An office that signs as one: it is an author where a page says so.
COLLECTIVE = re.compile(
    r"[\w\u4e00-\u9fff·]{2,12}(?:编辑部|編輯部|评论员|編輯室)"
    r"|(?:[A-Z][\w.&'’-]*\s){1,4}(?:[Ss]taff(?: [Ww]riters?| [Rr]eporters?)?|[Ee]ditors|[Ee]ditorial [Bb]oard)"
)
#: The commonest Chinese surnames (public statistics of names): a bare name beside the headline begins with one.
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"
    "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢路岳齐梅莫庄"
    "辛管祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋甘景薄单包柏宁柯阮桂闵解柴华车冉房边吉饶刁瞿戚丘米池滕晋苑邬臧畅"
    "苟褚廉简娄符奚穆党燕郎邸冀谈姬屠连郜晏栾郁蒙计喻窦迟宇敖糜鄢冷卓花仇艾蓝巩井练仲乐虞卞封竺冼原楚佟栗匡宗巫鞠僧桑荆谌银沙伏岑习麦庾唐肖闫向代占"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮鄧許蘇盧蔣賈葉閻餘鍾譚鄒陸顧龍萬錢湯喬賴龔龐蘭顏嚴盧魯韋畢聶叢莊關紀歐項陽衛單寧車邊饒"
)
COMPOUND_SURNAMES = frozenset("欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 皇甫 尉迟 公孙 慕容 司徒 夏侯 东方 端木 令狐".split())

HAN = re.compile("[\u4e00-\u9fff]")

# --- Chinese ---------------------------------------------------------------------------------------------------------

_REPORTER = (
    r"(?:见习|实习|特约|首席|资深|高级|驻\S{2,4}|本报|本刊|本网|全媒体|融媒体|深度){0,4}"
    r"(?:记者|記者|通讯员|撰稿人|撰稿|主笔|评论员)"
)
#: Words around names in a line of names, which are no names.
ROLE = re.compile(rf"{_REPORTER}|(?:实习生|作者|文字|撰文|采写|报道|本报讯|专栏|特派员|编译)[:：]?")
#: Marks between Chinese names that nothing else uses there; 和 may be a part of a name.
BETWEEN = re.compile("[\u3000/]|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})")
#: Words at which a line of names ends.
NAMES_END = re.compile(
    r"(?:责任|责|值班|本文|实习|视觉|图片|新媒体)?(?:编辑|編輯|责编|主编|编审|编)|校对|审核|摄影|摄像|视频|制图|图片?|摄|来源|來源|出品"
    r"|监制|排版|统筹|时间|日期|发布|发表|阅读|浏览|评论|点击|字号|更新|报道|报导|口述|插画|设计|制作|运营|译$"
)
#: Labels before an author's name, with their mark: 作者：, 文｜, 本报记者：.
AUTHOR_LABEL = re.compile(
    r"(?:作者|(?:^|(?<=[\s|｜·,，;；)）】\[【(（/]))"
    rf"(?:撰文|撰稿|采写|采访|文字|编译|翻译|译者|原创|{_REPORTER}|图?文|文图|图/文|文/图))\s{{0,2}}[:：/／|｜丨]\s{{0,3}}"
)
#: A line of reporters: 某某新闻记者 张三 李四; □ 本报记者 张三.
REPORTER_LINE = re.compile(
    rf"^[□■◎●○◆▲\s]{{0,3}}[\u4e00-\u9fffA-Za-z]{{0,12}}?{_REPORTER}[\s　]{{1,3}}(?=[\u4e00-\u9fff])"
)
#: In the first words of a report: 电（记者某某）, 讯（记者 某某 通讯员 某某）, 电 (某某).
WIRE = re.compile(
    rf"(?:[电電讯訊]|报道|報導)\s?[（(](?P<label>[^()（）\s:：]{{0,6}}?{_REPORTER}[\s:：]{{0,2}})?(?P<names>[^()（）]{{2,40}})[)）]"
)
#: 【文/某网专栏作者 某某】, [文/某某].
BRACKET = re.compile(
    r"^[\[【(（]?文\s?[/／|｜丨]\s?(?:[^\s\]】]{2,12}[ 　])?(?P<names>[\u4e00-\u9fff·　 、,，]{2,30})[\]】)）]?$"
)
#: A name and the paper: 某某/某某青年报.
NAME_AND_PAPER = re.compile(
    r"^(?P<names>[\u4e00-\u9fff]{2,4}(?:[\s、][\u4e00-\u9fff]{2,4}){0,3})\s?[/／|｜]\s?[\u4e00-\u9fffA-Za-z]{2,12}$"
)
#: In brackets behind the last sentence: 。(某某), 。（记者 某某）; or alone: （本报记者 某某）.
SIGNED = re.compile(
    rf"(?:[。！？!?.”]\s{{0,2}}|\A)[（(](?P<label>[^()（）\s:：]{{0,6}}?{_REPORTER}[\s:：]{{0,2}}|作者[\s:：]{{0,2}})?"
    r"(?P<names>[\u4e00-\u9fff·　 、,，]{2,24})[)）]\Z"
)
#: The same with a label, in a line of its own: 作者：某某, （本文作者：某某）.
SIGNED_LABEL = re.compile(
    r"[（(]?(?:原文|本文|文章)?(?:作者|撰文|撰稿)\s?[:：]\s?(?P<names>[\u4e00-\u9fff·　 、,，]{2,30}?)[)）]?\Z"
)
#: As papers of Taiwan sign: 記者某某／台北報導.
REPORTING = re.compile(
    r"(?:记者|記者)\s?(?P<names>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){0,3})\s?[／/]\s?[\u4e00-\u9fff]{2,8}(?:报道|報導|报导)"
)
#: An office beside the date: 2024-10-08 10:30 某网／某某编辑部.
OFFICE = re.compile(r"(?:^|(?<=[\s／/|｜]))[\w·]{2,10}(?:编辑部|編輯部)(?=$|\s)")
HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,8}[·・•][\u4e00-\u9fff·・•]{1,12}")

# --- other languages -------------------------------------------------------------------------------------------------

#: Words before a name, at the beginning of a line.
BY = re.compile(
    r"\A\W{0,3}(?:(?:(?:written|story|reported|words|text|posted|published|reporting|analysis|opinion) )?by|author"
    r"|authors|words|text|autor|autora|auteur|von|par|por|door|av|af|di|автор)\s?[:：]?\s{1,3}",
    re.IGNORECASE,
)
#: Such a word, or a label, in a line of its own: the name stands in the next one.
LABEL_ALONE = re.compile(r"(?:(?:written |posted )?by|von|par|por|author|作者|记者|撰文)\s?[:：]?", re.IGNORECASE)
#: What ends the names of a by-line: a date, an address, a role, the paper.
BY_END = re.compile(
    r"\s[-–—]{1,2}\s|[|•·(\[{<\n;:/]|\d|@|\s(?:for|in|at|on|updated|published|posted|to|from)\s"
    r"|\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)day\b"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s(?=\d)"
    r"|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s(?=\d)",
    re.IGNORECASE,
)
#: A part of a by-line that says what somebody is.
LATIN_ROLE = re.compile(
    r"\b(?:staff|writer|reporter|correspondent|editor|columnist|contributor|producer|journalist|critic|fellow|bureau"
    r"|chief|director|professor|special to|guest|contributing|senior|associate|redakteur\w*|korrespondent\w*"
    r"|journaliste|rédact\w+|redactor\w*|corresponsal|news|post|times|press|published|updated|md|phd|dr)\b",
    re.IGNORECASE,
)
#: The same in front of a name: Senior Reporter Ann Example.
LEADING_ROLE = re.compile(
    r"\A(?:(?:senior|chief|staff|special|guest|contributing|associate|political|business|technology|science)\s)?"
    r"(?:reporter|correspondent|writer|editor|columnist|journalist|dr\.?|prof\.?|professor)\s(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
NAMES_APART = re.compile(r"\s{0,3}(?:[、,，;；&＆]|\b(?:and|und|et|y|e|en|with|avec|и)\b)\s{0,3}", re.IGNORECASE)
_PART = r"[A-ZÀ-ÞĀ-ŽА-Я][\w'’.-]*"
_PARTICLE = r"(?:(?:de|van|von|der|den|la|le|bin|ben|al|el|da|di|del|dos|du|ter|ibn) ){0,2}"
LATIN_NAME = re.compile(rf"{_PART}(?: {_PARTICLE}{_PART}){{1,4}}")
#: Words of class and id of the element that names an author.
AUTHOR_WORDS = re.compile(
    r"(?<![a-z])by[-_]?lines?(?![a-z])|(?<![a-z])authors?(?:[-_]?names?|[-_]?link|s)?(?![-_a-z])"
    r"|(?:article|post|entry|story|news)[-_]?author(?![-_]?(?:bio|box|info|desc|avatar|img))",
    re.IGNORECASE,
)
