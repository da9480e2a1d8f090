"""Lines that belong to no article, in any kind of source: named patterns, each with the reason that readers are shown.

Every pattern is anchored at the start of a line, runs in linear time, and has a longest line that it applies to, so
that a real paragraph which happens to begin alike is kept.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct


class Rule(Struct, frozen=True, kw_only=True):
    """Why something was taken out: the rule's name, and one English sentence."""

    name: str
    reason: str


class _Pattern(Struct, frozen=True, kw_only=True):
    """A rule and the lines that it applies to."""

    rule: Rule
    regex: re.Pattern[str]
    longest: int
    """In characters; Latin lines need about three times what Chinese ones do."""
    words: tuple[str, ...] = ()
    """Each line that it applies to has one of these; it is tried on no other. Empty: on all."""


def _pattern(name: str, reason: str, longest: int, *alternatives: str, words: tuple[str, ...] = ()) -> _Pattern:
    regex = re.compile(rf"[\s\W]{{0,6}}(?:{'|'.join(alternatives)})", re.IGNORECASE)
    return _Pattern(rule=Rule(name=name, reason=reason), regex=regex, longest=longest, words=words)


#: The end of a line, after punctuation of any kind.
END = r"[\W_]{0,8}$"

PATTERNS: tuple[_Pattern, ...] = (
    _pattern(
        "editor-line",
        "A line that names the editor responsible, not part of the text.",
        60,
        r"(?:责任编辑|责任校对|责编|编辑|校对|审核|审校|监制|值班编委|编审|排版|美编|统筹|责任編輯|責任編輯|編輯)\s{0,4}[:：丨|｜/／]",
        r"(?:本文)?(?:责任编辑|責任編輯)",
        r"[^.!?]{0,160}\bcontributed (?:reporting|to this (?:report|story|article))\b",
        r"(?:contributing|with post wires|with wire (?:reports|services))\b[^.]{0,80}$|"
        r"follow [^.]{1,40} full coverage\b",
        r"(?:associated press|reuters) (?:writers?|reporters?|correspondents?)\b[^.]{0,200}\bcontributed",
        r"(?:edited by|editing by|reporting by|editor)\s?:?\s[^.!?]{1,80}" + END,
    ),
    _pattern(
        "source-line",
        "A line that names where the text came from.",
        80,
        r"(?:文章|本文|稿件|信息|新闻|资料|消息)?(?:来源|來源|出处)\s{0,4}[:：丨|｜]",
        r"(?:本文|文章)(?:转载自|来源于|转自|首发于|来自)",
        r"(?:转载自|转自)\s?[:：]",
        r"(?:原文链接|原文地址|原文标题|原标题|原題|原標題|本文标题|阅读原文|查看原文)",
        r"(?:article source|source|original (?:article|title|link))\s?:\s?[^.]{0,80}" + END,
    ),
    _pattern(
        "disclaimer",
        "A legal notice of the site, not part of the text.",
        260,
        r"(?:免责声明|免責聲明|版权声明|版權聲明|特别声明|特别提示|特別聲明|郑重声明|风险提示|声明)\s{0,4}[:：】\])）]",
        r"(?:免责声明|版权声明|特别声明|广告声明|免責聲明)",
        r"(?:以上|上述|本文)(?:内容|观点|仅代表|信息|言论)[^。]{0,40}(?:不代表|仅代表|不构成|仅供参考)",
        r"本文(?:系|为|仅|由|经)[^。]{0,24}(?:原创|授权|不代表|代表作者|转载)",
        r"未经(?:授权|许可|允许|书面|本网|本站)[^。]{0,30}(?:转载|使用|复制|摘编|刊载)",
        r"(?:版权所有|版權所有|转载请|轉載請|如需转载|欢迎转载|禁止转载|如有侵权|侵权必究)",
        r"[^。]{0,30}(?:未经授权不得转载|转载请注明出处|请注明出处|违者必究)",
        r"(?:all rights reserved|copyright\s?(?:©|\(c\)|\d{4})|©|\(c\)\s?\d{4}|℗)",
        r"[^.]{0,60}\ball rights reserved",
        r"this (?:article|story|content|material) (?:may not be|was originally published|is republished|"
        r"contains affiliate)",
        r"(?:droits réservés|tous droits réservés|alle rechte vorbehalten|todos los derechos reservados)",
    ),
    _pattern(
        "promotion",
        "An advertisement for the publisher's own app, account or newsletter.",
        200,
        r"(?:扫码|扫一扫|扫描|长按|識別|识别)[^。]{0,30}(?:二维码|二維碼|关注|下载|图中|下方|加入|添加|阅读|分享)",
        r"(?:请|敬请|欢迎|点击|点此|立即|速速|快来|微信|搜索)?(?:扫码|关注|關注|订阅|訂閱)[^。]{0,24}"
        r"(?:公众号|公眾號|微信|微博|头条号|账号|帐号|視頻號|视频号|官方|客户端|频道|我们|APP|订阅号)",
        r"(?:点击|點擊|立即|马上|免费)?(?:下载|下載|打开|打開|安装)[^。]{0,24}(?:APP|客户端|客戶端|应用)",
        r"(?:微信|公众号|公眾號|微博|抖音|快手|头条号|视频号|QQ群?|客服(?:热线|电话)?)\s{0,3}[:：]\s?\S{1,40}" + END,
        r"(?:更多|想了解更多|获取更多)[^。]{0,30}(?:请|欢迎|关注|下载|点击|搜索|扫码|尽在)",
        r"(?:海量资讯|精准解读)[^。]{0,20}APP",
        r"(?:sign up|subscribe|register)\b[^.]{0,60}\b(?:newsletter|updates|alerts|digest|email|briefing|inbox|"
        r"feed|channel)",
        r"(?:sign up|subscribe(?: now| today)?|log ?in|sign ?in|join (?:us|now)|register(?: now)?)" + END,
        r"(?:get|receive|enjoy)\b[^.]{0,60}\b(?:in your inbox|to your inbox|newsletter|delivered|email alerts)",
        r"(?:follow|find|like|join|connect with) (?:us|me|him|her|them|the author|@\w{1,30})\b[^.]{0,50}"
        r"\b(?:on|at|via)\b[^.]{0,50}" + END,
        r"(?:follow|like) (?:us|me) (?:on|at)\b",
        r"follow @\w{1,30}\b",
        r"download (?:the|our)\b[^.]{0,40}\bapps?\b",
        r"(?:support|donate to|become a (?:member|subscriber|patron))\b[^.]{0,60}" + END,
        r"our newsletter|newsletter" + END,
        r"never miss\b[^.]{0,60}\bnews|hazte (?:miembro|socio)|suscríbase",
        r"(?:unterstütze|die aktuelle ausgabe|sie sind (?:aktuell )?nicht eingeloggt|hier kostenlos anmelden|"
        r"zum newsletter)\b",
        r"follow\b[^.]{1,60}\bon\b[^.]{0,40}\b(?:twitter|facebook|instagram|youtube|tiktok|linkedin|telegram)\b",
        r"listen to [^.]{1,60}\b(?:live|podcast|on (?:apple|spotify))\b",
        r"(?:write to|contact|email|e-mail|reach)\b[^@]{0,80}@\S{3,40}" + END,
        r"if you[’']re (?:seeing|reading) this|(?:first-time )?subscribers? (?:also|can|only)|"
        r"already a (?:subscriber|member)",
        r"(?:you (?:can|may) )?(?:chat with|message) us\b|have (?:a|any) (?:tip|story|question)s?\b[^.]{0,60}[.?]",
        r"(?:kennt ihr schon|jetzt (?:abonnieren|anmelden|lesen|testen)|bitte (?:registrieren|melden|anmelden))\b",
        r"(?:abonnez-vous|inscrivez-vous|suivez-nous|téléchargez|newsletter abonnieren|folgen sie uns|suscríbete|"
        r"síguenos|iscriviti|seguici|подписывайтесь|подпишитесь|читайте нас)",
    ),
    _pattern(
        "promotion",
        "An advertisement for the publisher's own app, account or newsletter.",
        200,
        r"[^.!?]{0,50}\bnewsletter\b[^.!?]{0,40}" + END,
        r"[^.!?]{0,80}\b(?:please |now )?subscribe (?:to|now|for)\b",
        r"[^.]{0,80}\b(?:download|get) (?:the|our)\b[^.]{0,40}\bapps?\b",
        r"[^.!?]{0,60}\bcanal (?:de|en) (?:youtube|telegram|whatsapp)",
        words=("newsletter", "subscribe ", "download the", "download our", "get the", "get our", "canal "),
    ),
    _pattern(
        "related",
        "A pointer to other articles.",
        140,
        r"(?:相关阅读|相關閱讀|延伸阅读|延伸閱讀|推荐阅读|推薦閱讀|相关新闻|相關新聞|相关报道|相關報導|相关文章|相关链接|相关资讯|"
        r"热门推荐|猜你喜欢|[为為][您你]推[荐薦]|更多阅读|往期回顾|往期推荐|精彩推荐|热点推荐|今日推荐|大家都在看|更多新闻|更多精彩|"
        r"看更多|更多報導|热门文章|最新文章|拓展阅读|扩展阅读|关键词|标签|標籤|關鍵字)",
        r"(?:上一篇|下一篇|上一页|下一页|前一篇|后一篇|上一條|下一條)",
        r"(?:返回|回到)(?:搜狐|首页|首頁|列表|顶部|頂部|目录)",
        r"(?:read|see|watch|view|find out|learn|listen) (?:more|also|next|full story)" + END,
        r"(?:read|see|watch|learn) (?:more|also|next)\s?[:\-–—|»]",
        r"(?:related(?! to\b)|recommended|more (?:from|on|in|stories|news|to read)|you may also like|"
        r"you might also like|"
        r"don't miss|must read|also read|also see|see also|trending|most (?:read|popular)|popular (?:now|posts)|"
        r"up next|next up|editors?['’]s? (?:picks?|choice)|"
        r"recent (?:posts|articles|stories)|latest (?:news|stories|posts))"
        r"(?:[ a-z]{0,30}[:：|]|(?: [a-z']{1,14}){0,3}" + END + ")",
        r"(?:mehr themen|meist ?gelesen\w{0,4}|weitere aktuelle|vea también|vea además|te recomendamos|"
        r"lo más (?:leído|visto)|à lire également|sur le même sujet|"
        r"auch lesen|auch interessant|das (?:könnte|thema könnte)|verwandte|empfehlungen|weiterlesen|"
        r"weitere (?:informationen|artikel|themen)"
        r"|passend dazu|en savoir plus|lire la suite|temas|artículos relacionados|notas relacionadas|"
        r"noticias relacionadas|ver más|más información"
        r"|lire aussi|à lire aussi|a lire aussi|voir aussi|lesen sie auch|lesen sie mehr|mehr zum thema|"
        r"zum thema|lea también|"
        r"lee también|leer más|te puede interesar|leggi anche|leia também|leia mais|lees ook|czytaj także|czytaj też|"
        r"читайте также|по теме|смотрите также|les også|läs också|läs mer|lue myös|přečtěte si|関連記事|"
        r"あわせて読みたい|"
        r"관련기사|đọc thêm|xem thêm|baca juga|ilgili haberler|διαβάστε επίσης)\b",
    ),
    _pattern(
        "tags",
        "Key words that the site files the article under.",
        160,
        r"(?:tags?|tagged(?: (?:with|under|as))?|filed under|categories|category|topics?|keywords|schlagwörter|"
        r"mots[- ]clés|stichwörter|etiquetas|temas|теги|themen|タグ)\s{0,3}[:：]",
        r"(?:filed under|tagged (?:with|under))\b|(?:tags?|topics?|caption|keywords|share this|see more)" + END,
    ),
    _pattern(
        "comments",
        "A notice or counter of the site's comments.",
        120,
        r"(?:\d{1,7}|暂无|共\s?\d{1,7})\s{0,2}(?:条|個|个|則)?(?:回复|回覆|评论|評論|留言|跟帖)",
        r"(?:发表评论|發表評論|我要评论|网友评论|網友評論|最新评论|全部评论|热门评论|查看评论|评论区|登录后|請登入|请登录|"
        r"文明上网|网友评论仅供|评论列表|参与评论|写评论|提交评论)",
        r"\d{1,7} (?:comments?|replies|responses?)" + END,
        r"(?:leave a (?:comment|reply)|post a comment|add a comment|join the (?:conversation|discussion)|"
        r"view (?:all )?(?:\d{1,6} )?comments|comments? (?:are )?closed|show comments|no comments(?: yet)?|"
        r"comments? ?(?:\(\d{1,6}\))?" + END + ")",
        r"(?:(?:\d{1,6} )?(?:kommentare?|commentaires?|comentarios|commenti|комментари(?:и|ев|й)|reacties|"
        r"kommentarer))" + END,
    ),
    _pattern(
        "share-tools",
        "Buttons of the page: share, print, report, tip the author.",
        60,
        r"(?:举报|舉報|打赏|赞赏|赞助|点赞|點讚|收藏|分享|分享到|分享至|转发|纠错|我要纠错|打印|字号|字體|字体|复制链接|"
        r"已收藏|已赞|喜欢|不喜欢|踩|顶|返回顶部|微信扫一扫|扫一扫)[\s\d.万+()（）:：|]{0,20}(?:$|分享|打赏|举报|收藏)",
        r"(?:分享|转发|收藏)(?:到|至)[^。]{0,20}(?:微信|微博|朋友圈|QQ|空间|好友)",
        r"(?:大|中|小)\s(?:大|中|小)" + END,
        r"(?:share|print|email|tweet|save|bookmark|copy link|like|pin it|facebook|twitter|linkedin|whatsapp|reddit|"
        r"pinterest|messenger|telegram|flipboard|tumblr|listen|close|menu|search|skip ad|loading|"
        r"x)[\s.…\d]{0,8}" + END,
        r"(?:share|print|email|tweet)(?: (?:this|on|via|to|with))+(?: (?:article|story|post|page|facebook|twitter|x|"
        r"linkedin|whatsapp|email|a friend|friends|link|your|social|media|now)){0,6}" + END,
        r"(?:partager|teilen|compartir|condividi|поделиться|delen|dela|jaa|udostępnij|シェア|"
        r"ツイート)(?: [^\s.]{1,14}){0,3}" + END,
    ),
    _pattern(
        "advertisement",
        "A label where an advertisement stood.",
        60,
        r"(?:广告|廣告|推广|赞助内容|AD|iklan|anzeige\s?[-–:].{0,60})" + END,
        r"(?:advertisement|advertising|advert|sponsored(?: content| by [^.]{1,30})?|"
        r"story continues below(?: advertisement)?|"
        r"article continues (?:below|after)[^.]{0,30}|scroll (?:down )?to continue[^.]{0,30}|"
        r"continue reading[^.]{0,20}|"
        r"anzeige|werbung|publicité|publicidad|pubblicità|реклама|advertentie|annons|reklama|mainos)" + END,
    ),
)

#: Longer lines are never junk.
LONGEST = max(pattern.longest for pattern in PATTERNS)

CREDITS = re.compile(
    r"[(（\[【©▲△↑▼*\s]{0,4}(?:"
    r"(?:图源|图片来源|圖片來源|图片|圖片|配图|题图|頭圖|题图来源|视频来源|图|圖|摄影|攝影|摄|图片提供|图文来源|供图|视觉中国|新华社发)"
    r"\s{0,2}(?:[:：/／|丨]|来源|来自|源自|\s[A-Z\u4e00-\u9fff]|$)"
    r"|图源\s?\S|(?:图|文)\s?/\s?\S"
    r"|(?:photo(?:graph)?s?|image|picture|pic|photo illustration|illustration|graphic|video|credit|photo credit|"
    r"image credit|picture credit|fot[oa]|bild|crédits?(?: photos?)?|beitragsbild|bildquelle|bildnachweis|"
    r"titelbild|foto ?:|фото)\s?(?:[:：/|]|\bby\b|credit)\s?\S"
    r"|©\s?(?:getty|afp|ap|reuters|epa|istock|alamy|shutterstock)"
    r"|[^.。]{0,60}(?:/\s?)?(?:getty images|shutterstock|istock(?:photo)?|afp via getty|alamy(?: stock photo)?|"
    r"unsplash|"
    r"pexels|视觉中国|东方ic|中新图片)[\w\s/,]{0,30}[)）\]】]?$"
    r")",
    re.IGNORECASE,
)
#: The longest line that can be an image credit, in characters.
CREDIT_LONGEST = 90
#: A sentence of this many characters after the credit's words is a paragraph.
SENTENCE = re.compile(r"[。！？]\s{0,2}\S|[a-z]{3,}[.!?]\s[A-Z]")


def junk(line: str) -> Rule | None:
    """The rule by which a line, white space stripped, belongs to no article; None: keep it"""
    return _junk(line) if len(line) <= LONGEST else None


@lru_cache(maxsize=512)
def _junk(line: str) -> Rule | None:
    """Remembered for the lines of a page: each step asks anew"""
    length, lower = len(line), line.lower()
    for pattern in PATTERNS:
        if length > pattern.longest or (pattern.words and not any(word in lower for word in pattern.words)):
            continue
        if pattern.regex.match(line):
            return pattern.rule
    return None


def is_credit(line: str) -> bool:
    """Whether a line says who made a picture: kept, as a block of kind `credit`"""
    return len(line) <= CREDIT_LONGEST and _is_credit(line)


@lru_cache(maxsize=512)
def _is_credit(line: str) -> bool:
    return CREDITS.match(line) is not None and SENTENCE.search(line) is None


def rules() -> Iterable[Rule]:
    """All rules of this module, in the order in which they are tried"""
    return [pattern.rule for pattern in PATTERNS]
