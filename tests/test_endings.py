"""How a thing ended: what excludes what, and who beat whom."""

import pytest

from assistant.generative.checks.endings import ended_otherwise

BEAT = "India beat Australia by six wickets in Mumbai on Sunday."
HINDI = "केरल ने शनिवार को गोवा को 3-1 से हराया।"
DRAWN = "England drew with Pakistan in Leeds."
PASSED = "The water bill was passed by the assembly on Tuesday."


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        *[("India lost to Australia.", BEAT), ("India drew with Australia.", BEAT), ("India were beaten by Australia.", BEAT)],
        *[("Australia beat India.", BEAT), ("Australia won in Mumbai.", BEAT), ("The match ended in a draw.", BEAT)],
        *[("India lost the match.", BEAT), ("भारत ऑस्ट्रेलिया से हार गया।", BEAT), ("मैच बराबरी पर छूटा।", BEAT)],
        *[("ऑस्ट्रेलिया ने भारत को मात दी।", BEAT), ("India were defeated in Mumbai.", BEAT)],
        *[("केरल गोवा से हार गया।", HINDI), ("केरल गोवा के हाथों हारा।", HINDI), ("केरल को गोवा से हार मिली।", HINDI)],
        *[("Kerala lost to Goa.", HINDI), ("Kerala drew with Goa.", HINDI), ("केरल को गोवा ने हराया।", HINDI)],
        *[("England beat Pakistan.", DRAWN), ("England lost to Pakistan.", DRAWN), ("इंग्लैंड ने पाकिस्तान को हराया।", DRAWN)],
        ("India lost to Australia.", "Australia lost to India in Mumbai."),
        ("Australia won in Mumbai.", "India won against Australia in Mumbai."),
        ("India beat Australia.", "India were beaten by Australia."),
        ("Meena Joshi won the election in Ajmer.", "Meena Joshi lost the election in Ajmer."),
        ("मीना जोशी अजमेर में चुनी गईं।", "मीना जोशी अजमेर में चुनाव हार गईं।"),
        ("Suresh Patil was defeated in Pune.", "Suresh Patil was elected mayor of Pune."),
        ("सुरेश पाटिल पुणे के महापौर का चुनाव हार गए।", "Suresh Patil was elected mayor of Pune."),
        *[("The assembly rejected the water bill.", PASSED), ("The assembly threw out the water bill.", PASSED)],
        *[("विधानसभा ने जल विधेयक ख़ारिज किया।", PASSED), ("जल विधेयक गिर गया।", PASSED)],
        ("The water bill failed in the assembly.", PASSED),
        ("Nisha Rawat was voted out as head.", "Nisha Rawat was re-elected as head."),
        ("Mohan Lal was found guilty.", "The court acquitted Mohan Lal."),
        ("Mohan Lal was found not guilty.", "The court convicted Mohan Lal."),
        ("अदालत ने मोहन लाल को बरी किया।", "The court found Mohan Lal guilty."),
        ("Ravi Shetty was refused bail.", "The court granted bail to Ravi Shetty."),
        ("इमरान अली को \u095bमानत मिल गई।", "The judge denied bail to Imran Ali."),
        ("इमरान अली को जमानत मिल गई।", "The judge denied bail to Imran Ali."),
        ("All twelve miners died.", "All twelve miners survived."),
        ("पायलट बच गया।", "The pilot died in the crash."),
        ("Anita Rao left the party.", "अनीता राव पार्टी में शामिल हुईं।"),
        ("विक्रम दास कांग्रेस में शामिल हुए।", "Vikram Das quit the Congress."),
        ("The firm laid off 400 workers.", "The firm took on 400 workers."),
        ("कंपनी ने मज़दूरों को नौकरी से निकाला।", "The company hired workers."),
        ("Neha Singh was dismissed as head.", "The governor appointed Neha Singh as head."),
        ("खिलाड़ी ने प्रस्ताव ठुकरा दिया।", "The player accepted the offer."),
        ("The museum closed in May.", "The museum reopened in May."),
        ("The court upheld the order.", "The court quashed the order."),
        ("The ban on fishing was imposed.", "The ban on fishing was lifted."),
    ],
)
def test_what_excludes_how_it_ended_is_noticed_in_both_languages(claim, sentence):
    assert ended_otherwise(claim, sentence)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        *[("Australia lost to India.", BEAT), ("Australia were beaten by India.", BEAT), ("India won.", BEAT)],
        *[("ऑस्ट्रेलिया भारत से हार गया।", BEAT), ("ऑस्ट्रेलिया भारत के हाथों हारा।", BEAT), ("भारत ने मैच जीता।", BEAT)],
        *[("India did not lose to Australia.", BEAT), ("The match in Mumbai drew 40,000 people.", BEAT)],
        *[("Goa lost to Kerala.", HINDI), ("गोवा को केरल से हार मिली।", HINDI), ("गोवा शनिवार को 3-1 से हार गया।", HINDI)],
        *[("The match ended in a draw.", DRAWN), ("England and Pakistan drew.", DRAWN), ("मैच बराबर रहा।", DRAWN)],
        ("India lost six wickets.", BEAT),
        ("India lost the toss.", "India lost the toss but beat Australia."),
        ("भारत ने सीरीज़ बराबर की।", "भारत ने ऑस्ट्रेलिया को हराकर सीरीज़ बराबरी पर ला दी।"),
        ("अशोक सिन्हा सविता मुंडा से 2,140 वोटों से हार गए।", "सविता मुंडा ने अशोक सिन्हा को 2,140 वोटों से हराया।"),
        ("Sofia Romano won in Rome.", "In the final played in Rome Sofia Romano of Italy beat Petra Novak of Spain."),
        ("Ashok Sinha lost to Savita Munda.", "Sinha conceded defeat but said that the machines had been faulty."),
        ("Meena Joshi was defeated.", "Meena Joshi lost the election in Ajmer."),
        ("Ramesh Kumar lost.", "Suresh Patil was elected mayor, defeating Ramesh Kumar."),
        *[
            ("The assembly approved the water bill.", PASSED),
            ("विधेयक पारित हुआ।", PASSED),
            ("The bill was not rejected.", PASSED),
        ],
        ("The bill was passed.", "The bill was passed after the house rejected two changes."),
        ("Mohan Lal was not convicted.", "The court acquitted Mohan Lal."),
        ("Mohan Lal was found not guilty.", "The court acquitted Mohan Lal."),
        ("Mohan Lal was convicted.", "Mohan Lal, who had pleaded not guilty, was convicted."),
        ("उसके पास दो दुकानें हैं।", "He rejected the sale of two shops."),
        ("Ravi was denied bail.", "The court rejected the bail plea of Ravi."),
        ("Imran got bail.", "The court granted him bail, Imran said."),
        ("Three people died.", "Twelve people survived and three died."),
        ("He died at 80.", "He is survived by two sons and died at 80."),
        ("Anita left the party.", "Anita left the party and joined another."),
        ("The firm hired 400 workers.", "The firm took on 400 workers."),
        ("Neha replaced Ravi.", "Neha was appointed in place of Ravi, who was removed."),
        ("Schools were closed.", "Schools stayed shut."),
        ("The library opened in May.", "The library, inaugurated in May, stays closed on Mondays."),
        ("The striker declined the offer.", "The striker turned the offer down."),
        ("सिन्हा ने हार मान ली।", "Sinha rejected a recount and conceded."),
        ("मा ने चीन के साथ संबंधों के मुद्दे पर जीत हासिल की।", "Ma won handily on closer ties with the Chinese mainland."),
        ("The road reopened in 2017.", "The road was closed from 2015 until 2017."),
        ("The ban was lifted.", "मछली पकड़ने से प्रतिबंध हटा।"),
    ],
)
def test_the_same_end_in_other_words_is_no_other(claim, sentence):
    assert not ended_otherwise(claim, sentence)
