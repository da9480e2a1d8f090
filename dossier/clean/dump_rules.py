"""What is removed from text dumps only, each with the reason that readers are shown; and the weights of lines."""

import re

from dossier.clean.junk import Rule

TITLE = Rule(name="title", reason="The title: it stands above the article.")
TITLE_REPEATED = Rule(name="title-repeated", reason="The title once more.")
LEAD_REPEATED = Rule(name="lead-repeated", reason="The beginning of the article, which stands again below.")
BEFORE_BODY = Rule(name="before-body", reason="A line of the page above the article.")
AFTER_BODY = Rule(name="after-body", reason="A line of the page below the article.")
NEIGHBOUR = Rule(name="neighbour", reason="Another article of the site, with its time.")
LIST_MARKER = Rule(name="list-marker", reason="The mark before an item of a list: the page draws its own.")
DATE_LINE = Rule(name="date-line", reason="The line with the date: it is shown above the article.")
BYLINE = Rule(name="byline", reason="The line with the author's name: it is shown above the article.")
SOURCE_LINE = Rule(
    name="source-line", reason="The line that names where the text came from: it is shown above the article."
)
URL_LINE = Rule(name="url-line", reason="The address of the page: it is shown above the article.")
FRONT_MATTER = Rule(name="front-matter", reason="What the clipping program noted about the page.")
LINKS = Rule(name="navigation", reason="Links to other pages of the site.")
IMAGE_CREDIT = Rule(name="image-credit", reason="Says who made a picture that is not in the article.")

_TEMPLATE = Rule(name="template", reason="A placeholder that the site's own program did not fill in.")
_TIPPING = Rule(name="tipping", reason="The site's tipping buttons.")
_NAVIGATION = Rule(name="navigation", reason="Menu of the site.")
_COOKIES = Rule(name="cookies", reason="A notice of the site about cookies.")
_PROMOTION = Rule(name="promotion", reason="An advertisement for the publisher's own app, account or newsletter.")
_FOOTER = Rule(name="site-footer", reason="Imprint and licences of the site.")
_END_MARK = Rule(name="end-mark", reason="A mark that the text ends here.")
_COUNTER = Rule(name="counter", reason="How often the page was read, or how long reading takes.")
_COMMENTS = Rule(name="comments", reason="A notice or counter of the site's comments.")
_RELATED = Rule(name="related", reason="A pointer to other articles.")
_SHARE = Rule(name="share-tools", reason="Buttons of the page: share, print, report, tip the author.")


#: Channels of sites. Two or more in a row are a menu; one alone may be a heading of the article.
CHANNELS = (
    "新闻 要闻 国内 国际 社会 财经 股票 基金 理财 证券 科技 互联网 数码 手机 游戏 体育 足球 "
    "NBA 娱乐 明星 电影 电视 时尚 女性 健康 教育 军事 历史 文化 读书 汽车 房产 家居 旅游 视频 直播 图片 "
    "专题 博客 微博 论坛 社区 邮箱 快讯 资讯 创投 人工智能 企业服务 AI 应用 人物 "
    "专栏 作者 评测 深度 活动 招聘 商城 "
    "news world politics business markets tech technology science health sports sport entertainment "
    "lifestyle opinion culture travel video videos podcasts newsletters events reviews features gadgets "
    "startups venture security apps deals about contact archive archives topics sections latest trending"
).split()
#: What a page can do, which is no heading of anything; `_` is a space.
FUNCTIONS = [
    word.replace("_", " ")
    for word in (
        "首页 主页 导航 频道 更多 全部 正文 跳到正文 跳至正文 登录 登陆 注册 退出 搜索 "
        "个人中心 会员中心 用户中心 我的 消息 收藏夹 今日签到 签到 投稿 关于我们 联系我们 联系方式 "
        "加入我们 广告服务 广告合作 商务合作 "
        "网站地图 友情链接 版权声明 隐私政策 用户协议 服务协议 法律声明 帮助 帮助中心 意见反馈 反馈 "
        "客户端 APP下载 下载APP 手机版 "
        "电脑版 无障碍 简体 繁體 繁体 返回首页 "
        "home more search menu login log_in sign_in sign_up register subscribe account my_account "
        "about_us contact_us "
        "advertise careers press help faq sitemap privacy privacy_policy terms terms_of_service terms_of_use "
        "cookie_policy cookies accessibility rss back_to_top top next previous"
    ).split()
]
#: Buttons that share or print an article, and change its type.
SHARE_ZH = (
    "分享 分享到 分享至 微信 微博 朋友圈 QQ空间 QQ好友 QQ 新浪微博 复制链接 手机看 海报 生成海报 点赞 赞 "
    "收藏 打印 关闭 举报 返回顶部 评论 字号 大 中 小 A- A+"
).split()
SHARE_EN = [
    *"share tweet facebook x twitter linkedin reddit email e-mail print whatsapp pinterest bluesky threads".split(),
    *("mastodon", "save", "gift", "link", "comments", "comment", "copy link"),
]


def _only(words: list[str], separators: str, least: int) -> re.Pattern[str]:
    """A line of nothing but these words, `least` or more of them; atomic groups, so that no line takes long"""
    word = f"(?>{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"
    return re.compile(
        rf"[\W_]{{0,4}}{word}(?>{separators}{word}){{{least - 1},80}}+[\W_\d]{{0,6}}\Z",
        re.IGNORECASE,
    )


def _starts(*alternatives: str) -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(alternatives)})", re.IGNORECASE)


_MENU_MARKS = r"[\s|｜/／·•>›»丨,，、-]{1,6}"
_SHARE_MARKS = r"[\s|/·,:：\d()（）+【】\[\]]{1,8}"
_COUNT = r"[\d.,]{1,10}\s?[万千kKwW+]{0,2}\s?"

#: (rule, pattern from the start of a line, longest line in characters), tried in order.
PATTERNS: tuple[tuple[Rule, re.Pattern[str], int], ...] = (
    (_TEMPLATE, _starts(r".{0,60}?(?:\{\{[^{}]{0,60}\}\}|\$\{[^{}]{0,60}\}|<%=?[^%]{0,60}%>|\[object Object\])"), 120),
    (_NAVIGATION, _only(FUNCTIONS, _MENU_MARKS, 1), 400),
    (_NAVIGATION, _only([*CHANNELS, *FUNCTIONS], _MENU_MARKS, 2), 400),
    # A path to the page: 首页 > 科技 > 正文. Its parts are names of channels, so any words.
    (
        _NAVIGATION,
        _starts(
            r"(?:您|你)?(?:当前|现在|所在)?的?(?:位置|位于)\s?[:：][^。]{0,100}\Z",
            r"(?:首页|主页|home)\s?[>›»/→][^。]{0,100}\Z",
            r"[^\s>›»。]{1,12}\s?[>›»]\s?[^\s>›»。]{1,12}\s?[>›»][^。]{0,60}\Z",
        ),
        120,
    ),
    (
        _NAVIGATION,
        _starts(
            r"(?:skip|jump|go) to (?:main |the )?(?:content|navigation|search|footer)",
            r"(?:toggle|open|close|show|hide)(?: the)? (?:menu|navigation|search|sidebar)\W{0,4}\Z",
            r"(?:欢迎您?[,，]?\s?)?(?:请|您好[,，]?请?)?\s?(?:登录|登陆)\s?[/|｜或]?\s?(?:免费)?注册",
        ),
        60,
    ),
    (
        _TIPPING,
        _starts(
            r"给\S{1,8}打赏|\S{0,6}\s?人已打赏|打赏作者|赞赏作者",
            r"已有\s?\d{1,6}\s?人(?:打赏|赞赏)|共\s?\d{0,6}\s?人\Z",
        ),
        30,
    ),
    (
        _COOKIES,
        _starts(
            r"(?:we|this (?:web)?site|our (?:partners|site))\b.{0,60}\bcookies?\b",
            r"(?:本网站|本站|我们)[^。]{0,20}使用\s?cookies?",
        ),
        600,
    ),
    (
        _COOKIES,
        _starts(
            r"(?:accept|reject|allow|manage|customi[sz]e)(?: (?:all|cookies?|preferences|settings|choices)){1,3}"
            r"\W{0,4}\Z",
            r"(?:cookie (?:settings|preferences|notice)|全部接受|接受(?:所有|全部)?\s?cookies?|i agree|got it)"
            r"\W{0,4}\Z",
        ),
        60,
    ),
    (_PROMOTION, _starts(r"[\W_]{0,6}(?:请?点击上方|点击(?:上面|下方|蓝字|关注)|戳(?:上方|蓝字))[^。]{0,30}"), 60),
    (
        _FOOTER,
        _starts(
            r".{0,40}?(?:[\u4e00-\u9fff]\s?ICP\s?[备证]|公网安备|增值电信业务|许可证\s?编?号?\s?[:：]"
            r"|不良信息举报|违法和不良信息)",
            r"[^。]{0,40}?(?:版权所有|版權所有|copyright\s?(?:©|\(c\)))",
            r"(?:(?:举报|客服|联系|热线|投诉)(?:电话|热线|邮箱)|主办单位|承办单位)\s?[:：]",
        ),
        240,
    ),
    (
        _COUNTER,
        _starts(
            rf"(?:阅读|浏览|点击|查看|人气|热度)(?:量|数|次数)?\s?[:：(（]?\s?{_COUNT}(?:次|人)?[)）]?\Z",
            rf"{_COUNT}次?(?:阅读|浏览|播放|点赞|人看过|views?|reads?|shares?|likes?)\Z",
            r"(?:阅读|读完|预计)[^。]{0,8}\d{1,3}\s?分钟|(?:全文|本文)?(?:共|约)\s?\d{1,6}\s?字",
            r"(?:a )?\d{1,3}[ -]min(?:ute)?s?(?: read)?\Z|reading time\b",
            r"\d{1,3}\s?(?:秒|分钟|小时|天|个?月|年)前\Z|(?:刚刚|昨天|前天)(?:\s?\d{1,2}:\d{2})?\Z",
            r"(?:\d{1,3}|an?) (?:second|minute|hour|day|week|month|year|min|hr)s? ago\Z",
        ),
        40,
    ),
    (
        _COMMENTS,
        _starts(
            r"(?:暂无|还没有|没有更多|快来|来)[^。]{0,8}(?:讨论|评论|留言|回复|发言|沙发)",
            r"[^。]{0,12}(?:说说|发表|谈谈)(?:你|您)的(?:看法|观点|评论)",
            r"(?:回复|赞|踩|举报|展开|收起)(?:[\s·|()（）\d]{1,8}(?:回复|赞|踩|举报|展开|收起)){0,5}[\s\d()（）]{0,8}\Z",
            r"(?:写|精选|全部)留言\Z|网友\s?\S{1,20}\s?[:：]|(?:楼主|沙发|板凳|\d{1,4}\s?楼)\Z|来自\S{2,12}(?:网友|用户)\Z",
            r"reply(?:\s\d{0,6}){0,2}\Z|load more comments|sort by\b",
        ),
        60,
    ),
    (
        _RELATED,
        _starts(
            r"(?:相关|推荐|热门|最新|精选|更多|延伸|往期)(?:推荐|阅读|文章|新闻|资讯|内容|话题|专题|标签|视频|作者|报道|精彩)"
            r"\s?[:：>]{0,2}\Z",
            r"(?:热榜|热文|排行榜?|24小时热榜|一周热门|点击排行|你可能(?:也|还)?喜欢|为你推荐|作者的其[他它]文章|编辑推荐|精彩推荐)",
        ),
        40,
    ),
    (_END_MARK, _starts(r"(?:[-–—=*▲]{1,4}\s{0,2})(?:the )?(?:end|完|全文完|fin)\s{0,2}[-–—=*▲]{1,4}\Z|#{3,8}\Z"), 20),
    (_SHARE, _only(SHARE_ZH, _SHARE_MARKS, 2), 80),
    (_SHARE, _only(SHARE_EN, _SHARE_MARKS, 2), 160),
)

#: What a line takes from the weight of the text that it would interrupt, by the rule that it falls under. A paragraph
#: gives its width, up to `PARAGRAPH`: comments outweigh any amount of them that readers write, a share bar none.
COSTS = {
    "comments": 250,
    "related": 60,
    "site-footer": 150,
    "neighbour": 30,
    "template": 30,
    "tipping": 60,
    "navigation": 25,
}
COST = 15
PARAGRAPH = 40
#: Weights of a short sentence, of an item of a list, of a short line (a heading), of a longer one (another headline).
SHORT_SENTENCE, ITEM, HEADING, HEADLINE = 2, 1, -2, -8
HEADING_WIDTH = 14
#: Weights of what markup marks: tables, code and quotations are hardly ever of the page around the article.
KINDS = {"heading": HEADING, "item": ITEM, "quote": 20, "code": 20, "cell": 5}

#: The mark before an item of a list: bullets, or a number.
BULLET = re.compile(r"(?:[-–*•·●○■◆▪‣]\s{1,4}|[•●○■◆▪‣])(?=\S)")
NUMBER = re.compile(r"[(（]?(\d{1,3})(?:[.)）]\s{1,4}|[、）]\s{0,4})(?=\S)")
#: A heading that counts itself is no title.
NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2})\s?[、.．)）]|第.{1,3}[章节部条]"
)
#: A line in brackets at the end: （完）.
SIGN_OFF = re.compile(r"[（(【\[][^）)】\]]{1,40}[）)】\]]\Z")

#: What sites put behind a title: _新浪科技_新浪网, | TechCrunch, - The Verge.
SITE_SUFFIX = re.compile(
    r"\s?(?:[_|｜丨]\s?[^_|｜丨]{1,24}|\s[-–—]\s?[^-–—。，]{1,24}|-[\u4e00-\u9fff]{2,8}网?){1,4}\Z"
)
#: Marks of a text that was cut off.
CUT = re.compile(r"(?:…+|\.{3,6}|\[…\]|\[\.{3}\])\Z")

#: Bounds of a title: width, and characters.
TITLE_LEAST, TITLE_WIDEST, TITLE_LONGEST = 4, 60, 240
#: From this width a title is told apart from menus where nothing else says which line it is.
TITLE_SURE = 8
#: A title that asks or exclaims could be a first sentence: up to this width.
QUESTION_WIDEST = 30
#: A line between title and body from this width on is a standfirst, part of the text.
DECK_LEAST = 15
#: The beginning of the article is looked for once more in this many lines, in the lines that follow each.
LEAD_LINES, LEAD_WINDOW, LEAD_MISSES = 14, 24, 3
LEAD_WIDTH, LEAD_LONGEST = 20, 3_000
#: Behind these the page speaks of others: a name there is a reader's.
FOREIGN = frozenset({"comments", "related", "neighbour"})
#: So many last lines are kept though they do not look like paragraphs, where nothing of the page follows.
LAST_LINES = 3
#: Names of authors and dates stand in so many lines from the beginning of the body.
HEAD_LINES = 8
