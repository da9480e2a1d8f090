"""Deeds in Chinese sentences: 某人于某日离开某公司. Texts are masked and simplified."""

import re

from dossier.link.deeds import A_DATE, DATE, Language, frames, stems_of
from dossier.link.masks import A_COMPANY, A_PERSON, COMPANY, PERSON

_IN_BRACKETS = r"(?: ?[（(][^（）()\n]{1,40}[）)])?"
#: Characters of one clause that are no name, and not 的: what is somebody's does not do what he does.
_CLAUSE = rf"[^，,。；;！!？?：:、\n“”\"的{PERSON}{COMPANY}]"
_GAP, _WORDS, _TITLE = rf"{_CLAUSE}{{0,24}}?", rf"{_CLAUSE}{{0,12}}?", rf"{_CLAUSE}{{0,16}}?"
_ONE = rf"{A_PERSON}{_IN_BRACKETS}"
_MANY = rf"{_ONE}(?: ?(?:、|和|与|及|以及) ?{_TITLE}{_ONE}){{0,8}}(?: ?等{_CLAUSE}{{0,8}}?)?"
#: Who does it; a clause after a comma may leave that out.
_WHO = rf"(?:(?<!接替)(?<!接棒)(?P<who>{_MANY})|(?P<pro>[他她])|(?P<lead>(?<=[，,；;])))(?P<gap>{_GAP})"
_ORG, _ORG2 = rf" ?(?P<org>{A_COMPANY}){_IN_BRACKETS}", rf" ?(?P<org2>{A_COMPANY}){_IN_BRACKETS}"
_KIND = r"(?:公司|集团|科技)?"
#: What a company is called before its name.
_CALLED = rf"(?:(?: ?{A_COMPANY} ?的)?(?P<gap2>{_CLAUSE}{{0,8}}?)(?:对手|巨头|公司|企业|机构|平台|厂商|东家))?"
_FIRM = rf"(?:(?P<org>{A_COMPANY}){_IN_BRACKETS}{_KIND}|(?P<firm>(?<=[，,；;])))(?P<gap>{_GAP})"
_NAMED_FIRM = rf"(?P<org>{A_COMPANY}){_IN_BRACKETS}{_KIND}(?P<gap>{_GAP})"
_DONE = r"(?:了|过)?"
#: Behind a company, so that it is not the company itself that is meant.
_NOT_ITS = (
    r"(?! ?(?:公司|集团)?(?:的|旗下|股|部分|实验室|研究院|委员会|部门|团队|事业部|基金|总部|大楼|园区"
    r"|办公室|阵营|生态|行列|联盟|大战|竞购"
    r"|业务|资产|专利|产品|手机|芯片))"
)
_NOT_OF = (
    rf"(?! ?(?:的{_CLAUSE}{{0,8}}(?:对手|伙伴|子公司|客户|股东)|总部|大楼|园区|办公室|阵营|生态"
    rf"|行列|联盟|大战|竞购|之争))"
)
_LEAVES = r"离职|辞职|离任|卸任|辞任|请辞"
_NOT_A_NOUN = r"(?!员工|潮|率|申请|信|传闻|风波|人员|高管|手续|证明|补偿|的)"
_SACKS = r"罢免|解雇|解聘|开除|罢黜|撤换|辞退|免去|解除"
_SACKED = rf"{_SACKS}|解职|免职|赶下台|扫地出门"
_FOUNDS = r"(?:共同|联合|一起|携手|合伙)?(?:创立|创办|创建|成立|组建)"
_EXCHANGE = (
    r"(?:纳斯达克|纽交所|纽约证券交易所|港交所|香港联?交?所|香港交易所|上交所|深交所|证券交易所"
    r"|科创板|创业板|北交所|主板|港股|美股|A股)"
)

_ROWS = (
    ("left", rf"{_WHO}(?P<cue>离开|退出|出走|告别){_DONE}{_CALLED}{_ORG}{_NOT_OF}"),
    ("left", rf"{_WHO}从{_ORG}{_KIND} ?(?P<gap2>{_WORDS})(?P<cue>{_LEAVES}|离开|退休|出走)"),
    ("left", rf"{_WHO}(?P<cue>{_LEAVES}){_NOT_A_NOUN}{_DONE}(?:{_ORG})?"),
    ("left", rf"{_WHO}(?P<cue>离开|出走)(?=[，,。；;])"),
    ("left", rf"{_WHO}(?P<cue>辞去){_DONE}其?在?(?:{_ORG})?{_WORDS}(?:的|一职|职务|职位|[官长席裁理])"),
    ("joined", rf"{_WHO}(?<!重新)(?P<cue>加入|加盟|入职|转投|跳槽[到至去]|投奔)[了到]?{_CALLED}{_ORG}{_NOT_OF}"),
    ("joined", rf"{_NAMED_FIRM}(?P<cue>挖来|请来){_DONE}{_TITLE}(?P<who>{_MANY})"),
    ("returned", rf"{_WHO}(?P<cue>重返|回归|重回|重新加入|回到){_DONE}{_CALLED}{_ORG}{_NOT_OF}"),
    ("founded", rf"{_WHO}(?P<cue>{_FOUNDS}){_DONE}(?P<gap2>(?:{_CLAUSE}|的){{0,24}}?){_ORG}{_NOT_ITS}"),
    ("founded", rf"{_NAMED_FIRM}由 ?(?P<gap2>{_TITLE})(?P<who>{_MANY}){_WORDS}(?P<cue>{_FOUNDS})"),
    ("founded", rf"{_NAMED_FIRM}(?P<cue>{_FOUNDS})于 ?{A_DATE}"),
    (
        "founded",
        rf"(?P<org>{A_COMPANY}){_IN_BRACKETS}{_KIND} ?[于在]? ?{A_DATE} ?在?(?P<gap>{_WORDS})"
        rf"(?P<cue>成立)(?=[，,。；;]|\Z)",
    ),
    (
        "appointed",
        rf"{_NAMED_FIRM}(?P<cue>任命|委任|聘任|聘请){_DONE} ?{_TITLE}(?P<who>{_ONE})(?P<gap2>{_WORDS})[为任]",
    ),
    ("appointed", rf"{_WHO}[被获](?:{_ORG}{_KIND}(?P<gap2>{_WORDS}))?(?P<cue>任命|委任|聘任|聘)为(?:{_ORG2})?"),
    ("appointed", rf"{_WHO}(?P<cue>出任|接任|就任|获任){_DONE}(?:{_ORG})?"),
    (
        "appointed",
        rf"{_WHO}(?P<cue>接替|接棒){_TITLE}{A_PERSON}{_IN_BRACKETS}{_WORDS}(?:出任|担任|成为|就任|任)(?:{_ORG})?",
    ),
    ("promoted", rf"{_WHO}(?P<cue>升任|晋升为?|擢升为?|被提拔为)(?:{_ORG})?"),
    ("removed", rf"{_NAMED_FIRM}(?P<cue>{_SACKS}){_DONE} ?{_TITLE}(?P<who>{_ONE})"),
    (
        "removed",
        rf"{_WHO}(?:被迫|遭到?|被)(?:{_ORG}{_KIND}(?:董事会)?|{_CLAUSE}{{0,4}}董事会)?(?P<gap2>{_WORDS})"
        rf"(?P<cue>{_SACKED})",
    ),
    ("acquired", rf"{_FIRM}(?P<cue>收购|并购|买下|吞并)[了下]?(?P<gap2>{_WORDS}){_ORG2}{_NOT_ITS}"),
    ("acquired", rf"{_FIRM}[被遭]{_ORG2}(?P<gap2>{_WORDS})(?P<cue>收购|并购|吞并|买下)"),
    ("acquired", rf"{_FIRM}完成{_DONE}对{_ORG2}的? ?(?P<cue>收购|并购)"),
    ("merged", rf"{_NAMED_FIRM}[和与同]{_ORG2}(?P<gap2>{_WORDS})(?P<cue>合并)(?!报表|财务|会计)"),
    (
        "funded",
        rf"{_FIRM}(?P<cue>完成|获得?|拿到|敲定|募集|筹集)(?:了|由)?"
        rf"(?:{_ORG2}{_WORDS}(?:领投|投资)的)?{_CLAUSE}{{0,24}}?的?{_CLAUSE}{{0,6}}?(?:融资|注资)",
    ),
    ("funded", rf"{_FIRM}(?P<cue>领投|投资|注资|入股){_DONE}(?P<gap2>{_WORDS}){_ORG2}(?! ?(?:公司)?(?:旗下|总部))"),
    (
        "listed",
        rf"{_FIRM}(?P<cue>(?:{_EXCHANGE}{_WORDS}|(?<={DATE}) ?(?:正式|成功|挂牌)*|正式|挂牌|敲钟)上市|登陆{_EXCHANGE})"
        r"(?!公司|前|计划|申请|辅导|的)",
    ),
    ("closed", rf"{_FIRM}(?P<cue>申请破产|破产|倒闭|停止运营)(?!保护法|边缘|风险|的)"),
    (
        "sued",
        rf"(?:(?P<who>{A_PERSON})|(?P<org>{A_COMPANY})){_IN_BRACKETS}(?P<gap>{_GAP})(?P<cue>起诉|控告|状告){_DONE}"
        rf"(?P<gap2>{_WORDS})(?:(?P<who2>{A_PERSON})|(?P<org2>{A_COMPANY}))",
    ),
)

#: Nouns before a verb that are another subject than the name before them.
_OTHERS = (
    r"团队|员工|高管|妻子|丈夫|父亲|母亲|儿子|女儿|弟弟|哥哥|家族|部门|子公司|同事|手下|成员|用户|客户"
    r"|股东|竞争对手|合作伙伴|新车|新机|手机"
    r"|汽车|产品|车型|系列"
)
#: What makes a deed denied, planned, wished or somebody's opinion.
_UNREAL = (
    r"未(?!来)|没|不(?!久)|否认|拒绝|并非|无意|无法|将|(?<![模虚])拟|计划|打算|有意|准备|考虑|可能|或(?!者)|有望"
    r"|预计|即将|希望|想|试图|尝试|企图|传|若|如果"
    r"|是否|能否|欲|谋求|寻求|邀请|劝|要求|呼吁|威胁|建议|正在|正与|正就|洽谈|谈判|商谈|差点|险些"
    r"|(?<!董事)(?<!大)(?<!员)会|(?<![主重])要"
    r"|应(?!邀)|必须|(?<![智功职性])能|可以|愿|表示|称|说|认为|透露|指出|相信|预测|担心|反对|支持|批评"
    r"|帮助|协助|推动|等待|允许|同意|放弃"
    r"|阻止|避免|假装|宁可|几乎|差一点|谁|何时|为何|怎么"
)

_FRAMES = frames(_ROWS)
CHINESE = Language(
    sign=re.compile(
        r"离|辞|卸任|退出|告别|出走|加入|加盟|入职|转投|跳槽|投奔|挖来|请来|重返|回归|重回|回到|创立"
        r"|创办|创建|成立|组建|任命|委任|聘|[出接就获升]任"
        r"|接[替棒]|升为|提拔|罢|解[雇职除]|开除|免[去职]|撤换|下台|扫地|购|买下|吞并|合并|融资|注资|投"
        r"|入股|上市|登陆|破产|倒闭|停止运营|诉|告"
    ),
    frames=_FRAMES,
    stems=stems_of(_FRAMES),
    unreal_gap=re.compile(rf"{_UNREAL}|{_OTHERS}"),
    unreal_before=re.compile(
        r"传闻|据传|传言|谣|如果|若|假如|假设|要是|一旦|倘若|除非|是否|能否|否认|辟谣|不实|虚构|建议"
        r"|希望|要求|呼吁|劝|猜测|有望|计划|打算|考虑|(?<![模虚])拟"
        r"|预计|电影中|小说中|剧中|想象|邀请|可能|或将|将(?=[^，,。；;]{0,6}\Z)|(?:不|没有?|未)"
        r"(?=[^，,。；;]{0,6}\Z)|[和与](?=\Z)"
    ),
    unreal_after=re.compile(
        r"[^，,。；;]{0,8}的?(?:传闻|传言|消息不实|计划|可能|想法|打算|意向|意愿|提议|请求|邀请|机会"
        r"|谣言)|[^，,。；;]{0,4}(?:失败|未果|被拒|遭拒|告吹|受阻)"
        r"|的?(?:事宜|谈判)|[？?吗]"
    ),
    leads=re.compile(
        rf"(?:{A_DATE}|于|在|并|又|再|也|后|随后|随即|旋即|后来|之后|此后|同年|同月|次年|当年|不久|宣布|正式|转而"
        rf"|而后|然后|接着|继而|最终|先后|还|已经?|毕业|离职"
        r"|离开|便|就|曾|一度|被迫|全资|成功|联手| )*"
    ),
    question=re.compile(r"[？?]|吗"),
    later=re.compile(r"后来|随后|随即|旋即|之后|此后|不久|次年|同年|当年"),
    date_first=True,
)
