"""The record of English."""

from typing import Final

from index.text.languages.record import LanguageRecord, month_names, weekday_names, word_set

# What "it" is said to be of what follows: "is it true that", "is it safe to".
_JUDGED = (
    "(?:true|false|correct|right|wrong|possible|impossible|safe|dangerous|legal|illegal|necessary|compulsory|mandatory|allowed|"
    "good|bad|better|best|easy|hard|difficult|important|likely|worth|known|said|believed|reported|expected|clear|certain)"
)
_BEFORE_THAT = "in|on|at|of|for|from|by|with|about|to|during|after|before|since|until|under|is|are|was|were|did|does|do|and|but"

ENGLISH: Final = LanguageRecord(
    code="en",
    first="a",
    last="z",
    stemmer="english",
    stop_words=word_set(
        """
        the a an of in on at to for from by with is are was were do does did has have had what who whom whose which when
        where why how many much and or not that this be been it its as
        """
    ),
    particles=word_set("the a an of in on at to for from by with is are was were and that"),
    conjunctions=word_set("and but because while which"),
    abbreviations=word_set(
        """
        mr mrs ms dr prof sr jr messrs hon rev gen col lt capt cmdr sgt maj gov sen rep pres shri smt pt vs al cf eg ie viz
        approx eds feb aug sept nov dec mt pvt govt retd brig wg cdr gp flt sqn ldr nb sub hav asst addl advt distt dist supt
        insp mohd kum hony jt secy regd cmde princ assoc commr engr exec intl natl admn genl lieut cpl pte regn ref tel bldg
        teh tal opp ust rt abp ld lt
        """
    ),
    abbreviations_in_small_letters=word_set("md er fr adv dy"),
    abbreviations_before_numbers=word_set("no nos vol fig pp ch sec art ph ext rs ft est jan mar apr jun jul sep oct"),
    abbreviations_that_may_close=word_set("inc ltd co corp bros etc dept univ st ave blvd rd assn instt fedn"),
    sentence_starters=word_set(
        """
        the a an he she it they we i you this that these those in on at but and however there when while after his her
        its their our my as if for by with from what who where why how
        """
    ),
    letter_names={},
    letter_names_or_words=frozenset(),
    closing_words=frozenset(),
    months=month_names(
        """
        January Jan
        February Feb
        March Mar
        April Apr
        May
        June Jun
        July Jul
        August Aug
        September Sep Sept
        October Oct
        November Nov
        December Dec
        """
    ),
    weekdays=weekday_names(
        """
        monday mondays mon
        tuesday tuesdays
        wednesday wednesdays
        thursday thursdays
        friday fridays
        saturday saturdays
        sunday sundays
        """
    ),
    times=word_set("year month week day time"),
    persons=word_set("he she they him her hers his them their theirs both himself herself themselves latter former"),
    things=word_set("it its itself this that these those there here then"),
    possessives=word_set("his her its their himself herself itself themselves"),
    idioms=(
        r"(?:is|are|was|were|be|been|will|has|have|had) there(?= \S)",
        "there (?:is|are|was|were|will|has|have|had)",
        f"it (?:is |was |be )?{_JUDGED}(?= (?:that|to|for|if|when|in|under))",
        "(?:the|an|our) it",
        r"it (?:take|takes|took|cost|costs) (?:\S+ ){0,6}?to(?= \S)",
        "it (?:rain|rains|rained|snow|snows|snowed|raining|snowing)",
        "it like (?:to|in|being)",
        # "that" before more words points only behind a preposition or an auxiliary: "on that trip", "was that meeting".
        rf"(?!(?:{_BEFORE_THAT}) )\S+ that(?= \S)",
        "(?:those|these|they|them|anyone|he|she) (?:who|whom|whose|which|that)",
        r"both (?:\S+ ){1,5}and",
        r"both(?: \S+){4}",
        r"then(?= \S)",
        "(?:say|says|said|think|thinks|believe|claim|claimed|hope|admit|feel|know|deny) (?:he|she|they|it)",
    ),
    relatives=frozenset(),
    connectors=word_set(
        """
        and or but when while after before because since if that who whom whose which where although so until than how
        why what
        """
    ),
    openings=word_set("and then so but or also"),
    continuations=("(?:(?:and|so|but|ok|okay) )?(?:what|how) about",),
    defining=(r"(?:what|who|where|when|why|how(?: \S+)?) (?:is|are|was|were)(?! the )(?: an?)?",),
    and_words=word_set("and also plus"),
    quantities=word_set("many much"),
    genitives=word_set("of"),
    edges=word_set(
        """
        in on at for from by with about to of since until under near after before during the a an per than
        """
    ),
    verbs=word_set(
        """
        is are was were be been do does did done has have had will would can could shall should may might must am isn
        aren wasn weren don doesn didn hasn haven wouldn couldn shouldn happen happened happens tell give show explain
        describe list compare summarise summarize
        """
    ),
    collection=word_set("article articles document documents paper papers report reports text texts page pages"),
    question_words=word_set("who whom whose what which when where why how many much long often far"),
    polite=word_set(
        """
        please kindly tell give show explain describe elaborate continue go on let know want need like me my i us we our
        you your detail details detailed information info something anything anyone someone everyone further lot thanks
        """
    ),
    grammar=word_set(
        """
        s t a an the of to in on at by for from with about into and or but so is are was were be been do does did done
        has have had will would can could should may might not no yes also else more again say said says tell told talk
        talked talks mention mentioned happen happened discuss discussed ask asked answer answered meeting meetings
        visit call conversation statement trip summit event matter issue topic place reason thing things people after
        before during next
        """
    ),
    titles=frozenset(
        "President Premier Minister Secretary Chancellor Senator Governor Ambassador General Mr Mrs Ms Dr Sir".split()
    ),
    acts=frozenset("said says told met visited announced warned called asked signed promised urged added proposed".split()),
    capitalised=word_set(
        """
        president vice prime minister foreign defence defense home finance secretary general council security party
        government parliament court supreme chief justice judge king queen prince princess sir lord mr mrs ms dr prof rs
        professor colonel captain ambassador chairman director governor mayor senator leader premier state states
        republic union united kingdom ministry department university college school church river lake mountain sea ocean
        north south east west northern southern eastern western central international national federal people's peoples
        people army navy air force war world cup olympic olympics games summit conference organisation organization
        association committee commission agency bank company corporation group the a an in on at of and or for with from
        by to as he she it they we you i his her its their our my this that these those there here when where while who
        what which how why not no yes but so if then also however according after before during since until both all
        some many most more other
        """
    ),
    in_latin_letters=word_set(
        """
        a about after all also am an and any are as at be been before being between but by can could did does done
        during for from had has have her him his how if into it its many may might more most much must my name no
        not of on only or other our over said say she should some such tell than that their them then there these
        they this those under was we were what when where which who whom whose why will with would you your
        """
    ),
)
